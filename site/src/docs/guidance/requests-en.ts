import type { Guidance } from "../guidance.ts";

/** Of a request as such, and of its repeats. */
export const requestsEn: Record<string, Guidance> = {
  "request.invalid": {
    meaning: "The request was read, but one or more fields do not meet their conditions. Nothing was saved.",
    remedy:
      "Read the errors list of the response: path names the field, message the condition. Mend the field and send again.",
  },
  "request.malformed_json": {
    meaning: "The body could not be read as JSON. Nothing was saved.",
    remedy:
      "Build the body with a JSON library: the cause is often a trailing comma, an open bracket or an encoding other than UTF-8.",
  },
  "request.card_number_refused": {
    meaning:
      "The field that errors names holds a card number, or a number that cannot be told from one: 13 to 19 digits whose check digit (Luhn) is right. We do not accept, store or log card numbers, and an id that is like one by chance is refused with them.",
    remedy:
      "Send a token or a keyed hash in metadata.card_fingerprint instead, and the last four digits in card_last4 if you need them. If it is an id of yours, write it with at most 12 digits in a row and underscores between its parts, such as TXN_20251124_000123456, or take a UUID with its dashes.",
  },
  "idempotency.key_reused": {
    meaning: "This key already stands for a request with another body or address. Nothing was changed.",
    remedy: "Make a new key for every new request, such as a UUID, and keep it only for retries of that same request.",
  },
  "idempotency.in_flight": {
    meaning: "The first request with this key has not been answered yet. Nothing was done a second time.",
    remedy:
      "Wait for as many seconds as Retry-After says and send the same request again: it will get the first answer.",
  },
  "idempotency.answer_lost": {
    meaning:
      "The first request with this key took effect, but was cut off before its answer was kept. It will not be done again.",
    remedy:
      "Look at the list that the request changes; detail names the first request, under which the audit log shows what it did. For something new, use a new key.",
  },
  "request.too_many": {
    meaning:
      "The quota of your account, your plan or your key for an hour is used up, or requests came in too fast a burst.",
    remedy:
      "Wait the seconds named in Retry-After, then repeat. RateLimit-Policy names the quotas, RateLimit what is left of each.",
  },
  "idempotency.key_malformed": {
    meaning:
      "The Idempotency-Key is empty, longer than 255 characters, or holds one that is invisible or not ASCII. The request was not carried out.",
    remedy: "Take a UUID for every new request: it always fits.",
  },
  "request.malformed_form": {
    meaning:
      "The parts of the form cannot be read: the boundary does not match, or the body was cut off. Nothing was saved.",
    remedy: "Build the form with a library and leave content-type to it, since it sets the boundary.",
  },
  "request.not_a_form": {
    meaning: "This address takes a file, and the body did not come as a form.",
    remedy: "Send the file as multipart/form-data, such as curl -F file=@document.pdf.",
  },
  "request.body_too_large": {
    meaning:
      "The body is larger than allowed: JSON up to {most_body_kb} kB, and detail names the limit of files. It was not read.",
    remedy: "Send only the fields that are needed, and split a long list.",
  },
};
