import { accountsEn } from "./guidance/accounts-en.ts";
import { listsEn } from "./guidance/lists-en.ts";
import { modelsEn } from "./guidance/models-en.ts";
import { rulesEn } from "./guidance/rules-en.ts";
import type { GuidanceTable } from "./guidance.ts";

export const guidanceEn: GuidanceTable = {
  byCode: {
    ...accountsEn,
    ...modelsEn,
    ...listsEn,
    ...rulesEn,
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
      remedy:
        "Make a new key for every new request, such as a UUID, and keep it only for retries of that same request.",
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
    "auth.wrong_credentials": {
      meaning: "There is no such pair of e-mail and password. On purpose we do not say which of the two is wrong.",
      remedy: "Check the address and type the password again. Look at the keyboard layout and Caps Lock.",
    },
    "auth.module_not_enabled": {
      meaning: "This product is not enabled for your organisation or your account.",
      remedy: "Ask your organisation’s administrator to enable it.",
    },
    "auth.scope_too_wide": {
      meaning: "The new key was to get a permission that your own role lacks. No key was made.",
      remedy: "Keep in scopes only what you have yourself: GET /api/users/me lists it under permissions.",
    },
    "auth.live_only": {
      meaning:
        "In test mode only what belongs to the sandbox is open. This concerns what is real, so nothing was changed.",
      remedy: "Use a key that begins with aif_live_, or leave the header Foundry-Mode out.",
    },
    "auth.test_only": {
      meaning: "This exists in the sandbox alone, and the request came in live mode.",
      remedy: "Use a key that begins with aif_test_ or, where you are signed in, add the header Foundry-Mode: test.",
    },
    "auth.wrong_mode": {
      meaning: "The header Foundry-Mode names one mode and the key is of the other. The mode of a key never changes.",
      remedy: "Check which key stands in your settings: aif_live_ for what is real, aif_test_ for tests.",
    },
    "sandbox.clock_backwards": {
      meaning: "The time that was asked for is before what the test clock shows. The clock was not changed.",
      remedy: "Send a later time than detail names, or go back to the real time with DELETE /api/sandbox/clock.",
    },
    "auth.oauth_scope_too_wide": {
      meaning: "The client was to get a permission that you lack. Nothing was saved.",
      remedy: "Keep in scopes only what you have yourself: GET /api/users/me lists it under permissions.",
    },
    "auth.oauth_client_without_secret": {
      meaning: "The client is registered for private_key_jwt: it signs its requests with its own key.",
      remedy: "To change the key, send the new public one in the jwks field of PUT /api/oauth/clients/{client_id}.",
    },
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
      remedy:
        "Send the very same request again in a few seconds: its transaction_id keeps it from being counted twice.",
    },
    "dashboard.ticket_refused": {
      meaning:
        "The ticket of the live feed is missing, too old or already used. A ticket is good once, for half a minute.",
      remedy: "Get a new one with POST /api/dashboard/live-feed/tickets and connect at once.",
    },
    "dashboard.feed_full": {
      meaning:
        "Five thousand sockets of your organisation are open, which is as many as there may be. None was opened.",
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
    "auth.refresh_reused": {
      meaning:
        "A refresh token came after the token that replaced it was used. One of the two is in other hands, so the session was ended.",
      remedy:
        "Sign in again. If it was your own program: keep only the newest refresh token, and let one process refresh at a time.",
    },
    "auth.refresh_expired": {
      meaning: "The session is over, or this refresh token was replaced long ago.",
      remedy: "Sign in again. Sessions end after 7 days without a refresh, and after 30 days in any case.",
    },
    "auth.step_up_required": {
      meaning:
        "This changes configuration, and the second factor was not shown in this session within the last ten minutes.",
      remedy: "Send the code of your application to POST /api/auth/2fa/step-up, then repeat the request.",
    },
    "auth.second_factor_required": {
      meaning:
        "Your organisation asks for a second factor, and this session has none. Everything but your own account is closed until then.",
      remedy: "Set it up with POST /api/auth/2fa/enroll and /verify, or sign in again with its code.",
    },
    "auth.factor_locked": {
      meaning:
        "Five wrong codes were sent in a row. Codes are not taken for a quarter of an hour; your account is not closed.",
      remedy: "Wait as long as Retry-After says, or use a backup code now. Check the clock of your phone.",
    },
    "auth.too_many_attempts": {
      meaning: "Too many attempts to sign in came for this account or from this address.",
      remedy: "Wait as long as Retry-After says. Addresses from which you signed in before stay open to you.",
    },
    "auth.password_refused": {
      meaning:
        "The password is among those that attackers try first, or little more than your name or your organisation’s.",
      remedy: "Choose several words that do not belong together. Digits and symbols are not needed.",
    },
    "request.too_many": {
      meaning:
        "The quota of your account, your plan or your key for an hour is used up, or requests came in too fast a burst.",
      remedy:
        "Wait the seconds named in Retry-After, then repeat. RateLimit-Policy names the quotas, RateLimit what is left of each.",
    },
    "auth.address_not_allowed": {
      meaning:
        "The organisation or the key may be used only from the networks that were named for it, and this request came from another address.",
      remedy:
        "Send from one of those networks, or have an administrator add this one: PUT /api/organizations/{id}/ip-allowlist, or for a key PUT /api/api-keys/{id}/networks.",
    },
    "auth.own_address_missing": {
      meaning:
        "The address that you speak from is in none of the networks of the list, so saving it would lock you out.",
      remedy: "Add the network that you are in, or change the list from within one of its networks.",
    },
    "auth.cross_site_request": {
      meaning:
        "The browser says that another site, or a page typed in by hand, sent this request with the cookies of your session. Nothing was done.",
      remedy:
        "Send it from a page of this site. A program sends its token in the authorization header and no cookies; one that asks for cookies sends its Origin.",
    },
    "auth.cookies_need_https": {
      meaning: "A browser keeps the cookies of a session only over https, or on its own machine under localhost.",
      remedy: "Open the site by https, or by http://localhost on the machine that it runs on.",
    },
    "auth.token_invalid": {
      meaning: "The token of a mailed link was used, is too old, or is not one of ours. Nothing was changed.",
      remedy:
        "Ask for a new mail: POST /api/auth/forgot-password, POST /api/auth/verify-email/resend, or a new invitation.",
    },
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
