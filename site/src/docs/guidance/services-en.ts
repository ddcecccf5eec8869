import type { Guidance } from "../guidance.ts";

/** Of payments, reviews, the dashboard, personal data and webhooks. */
export const servicesEn: Record<string, Guidance> = {
  "antifraud.transaction_conflict": {
    meaning:
      "A payment with this transaction_id came before with other data. The first decision stands; the new data was not used.",
    remedy: "If this is another payment, give it its own transaction_id. If it is a retry, send the body unchanged.",
  },
  "antifraud.review_held": {
    meaning:
      "Another person claimed this payment, and their claim still holds. detail names them and the time. Nothing was changed.",
    remedy:
      "Take the next payment of the queue, or wait until that time: a claim ends by itself 15 minutes after it was last renewed. Write a note beside the payment if they should know something.",
  },
  "antifraud.review_closed": {
    meaning: "Somebody decided on this payment already; detail says who, how and when. Your request changed nothing.",
    remedy:
      "Only whoever decided can undo it, within ten seconds. If it turns out differently later, report that to /api/antifraud/labels.",
  },
  "antifraud.verdict_not_undoable": {
    meaning:
      "There is no verdict of yours on this payment that could still be undone: its ten seconds are over, or it is not yours.",
    remedy: "The verdict was told already. Report how the payment really turned out to /api/antifraud/labels.",
  },
  "antifraud.verification_conflict": {
    meaning: "Under this reference another result, or a result of another payment, was taken before. It stands.",
    remedy: "Give each attempt to verify a payer a reference of its own, and repeat a request only unchanged.",
  },
  "antifraud.unknown_currency": {
    meaning:
      "We hold no rate for the currency in the currency field, so the amount cannot be judged. No decision was made.",
    remedy: "Check the ISO 4217 code, such as UZS, USD or EUR. If it is right, write to us with the requestId.",
  },
  "antifraud.decision_unavailable": {
    meaning: "The payer’s state could not be read, so there is no decision. The payment does not count as approved.",
    remedy: "Send the very same request again in a few seconds: its transaction_id keeps it from being counted twice.",
  },
  "dashboard.ticket_refused": {
    meaning:
      "The ticket of the live feed is missing, too old or already used. A ticket is good once, for half a minute.",
    remedy: "Get a new one with POST /api/dashboard/live-feed/tickets and connect at once.",
  },
  "dashboard.feed_full": {
    meaning: "Five thousand sockets of your organisation are open, which is as many as there may be. None was opened.",
    remedy:
      "Try again in a minute, or read GET /api/dashboard/live-feed/events meanwhile. See whether pages or machines leave sockets open.",
  },
  "dashboard.origin_refused": {
    meaning: "A page of another site tried to connect to the live feed.",
    remedy: "Use the dashboard’s own address. From a server, send no Origin header.",
  },
  "privacy.own_account": {
    meaning: "You asked for your own account to be erased. Nothing was changed.",
    remedy: "Ask another administrator of your organisation to do it.",
  },
  "privacy.export_not_ready": {
    meaning: "The export is still being put together.",
    remedy: "Read the request again until its state is done, then download.",
  },
  "privacy.export_expired": {
    meaning: "Exports are kept for seven days, and not beyond an erasure of whom they are about.",
    remedy: "Ask for a new export with POST /api/privacy/export.",
  },
  "webhooks.endpoint_disabled": {
    meaning:
      "Nothing is sent to a disabled endpoint: its owner disabled it, it answered 410, or it failed for five days on end.",
    remedy:
      "Mend the receiver, enable the endpoint with PUT, then POST …/recover sends what it missed since the moment you name.",
  },
  "webhooks.too_many_endpoints": {
    meaning: "An organisation has at most {most_endpoints} webhook endpoints. No endpoint was added.",
    remedy: "Delete one that is not needed, or let one endpoint follow several event types.",
  },
};
