import { accessEn } from "./guidance/access-en.ts";
import { accountsEn } from "./guidance/accounts-en.ts";
import { listsEn } from "./guidance/lists-en.ts";
import { modelsEn } from "./guidance/models-en.ts";
import { requestsEn } from "./guidance/requests-en.ts";
import { rulesEn } from "./guidance/rules-en.ts";
import { servicesEn } from "./guidance/services-en.ts";
import type { GuidanceTable } from "./guidance.ts";

export const guidanceEn: GuidanceTable = {
  byCode: {
    ...accountsEn,
    ...modelsEn,
    ...listsEn,
    ...rulesEn,
    ...requestsEn,
    ...accessEn,
    ...servicesEn,
  },
  byStatus: {
    400: {
      meaning: "The request could not be understood. Nothing was saved.",
      remedy: "Compare it with its description in /openapi.json, mend it and send again.",
    },
    401: {
      meaning: "The request carries no token or API key, or one that has run out or was revoked.",
      remedy:
        "Send a valid token or key in the authorization: Bearer header. A token lasts an hour: POST /api/auth/refresh-token gives a new pair for your refresh_token. If that has run out too, sign in again.",
    },
    403: {
      meaning: "We know who you are, but your role or key may not do this.",
      remedy:
        "The detail names the permission that is needed. Ask your administrator for it, or use a key that has it.",
    },
    404: {
      meaning: "There is no such address or record, or it belongs to another organisation: both get the same answer.",
      remedy: "Check the address and the identifier. The list request shows which records there are.",
    },
    409: {
      meaning: "The request conflicts with what exists already. Nothing was changed.",
      remedy: "Read what exists and use it, or send another value.",
    },
    412: {
      meaning: "The record was changed after you read it. Your change was not applied.",
      remedy: "Read it again, apply your change to what you find, and send the new ETag in If-Match.",
    },
    413: {
      meaning: "The body is larger than allowed. It was not read.",
      remedy: "Send only the fields that are needed, and split a long list.",
    },
    415: {
      meaning: "The body is not marked as JSON.",
      remedy: "Add the header content-type: application/json.",
    },
    422: {
      meaning: "The request was read but cannot be carried out. Nothing was saved.",
      remedy: "Read detail and errors, mend the request and send it again.",
    },
    429: {
      meaning: "More requests came in a short time than are allowed. This one was not carried out.",
      remedy: "Wait the seconds named in Retry-After, then repeat. The RateLimit header says how many are left.",
    },
    500: {
      meaning: "The fault is ours, not your request’s.",
      remedy: "Repeat the request once. If it comes back, write to us with the requestId.",
    },
    503: {
      meaning: "A part of the service does not answer now. Nothing was saved.",
      remedy: "Repeat in a few seconds, waiting longer each time.",
    },
  },
};
