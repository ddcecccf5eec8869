import type { Guidance } from "../guidance.ts";

/** Of who asks, and what they may. */
export const accessEn: Record<string, Guidance> = {
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
  "auth.address_not_allowed": {
    meaning:
      "The organisation or the key may be used only from the networks that were named for it, and this request came from another address.",
    remedy:
      "Send from one of those networks, or have an administrator add this one: PUT /api/organizations/{id}/ip-allowlist, or for a key PUT /api/api-keys/{id}/networks.",
  },
  "auth.own_address_missing": {
    meaning: "The address that you speak from is in none of the networks of the list, so saving it would lock you out.",
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
};
