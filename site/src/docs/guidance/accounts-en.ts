import type { Guidance } from "../guidance.ts";

/** Of people and their sessions. */
export const accountsEn: Record<string, Guidance> = {
  "auth.email_taken": {
    meaning: "There is an account of this e-mail already. None was opened.",
    remedy: "Sign in with that address; if the password is forgotten, the sign-in page leads to a new one.",
  },
  "auth.already_member": {
    meaning: "Whoever you invite is in your organisation already. No invitation was sent.",
    remedy: "To change their role or products, open them in the list of people.",
  },
  "auth.last_admin": {
    meaning: "An organisation keeps at least one active administrator, and this is the last. Nothing changed.",
    remedy: "Make somebody else an administrator first, then try again.",
  },
  "auth.last_super_admin": {
    meaning: "The platform keeps at least one super administrator, and this is the last. Nothing changed.",
    remedy: "Give the role to somebody else first, then try again.",
  },
  "auth.own_account": {
    meaning: "You cannot suspend your own account, since nobody might be left to restore it. Nothing changed.",
    remedy: "Ask another administrator of your organisation to do it.",
  },
  "auth.factor_active": {
    meaning: "A second factor is in force already. It stays as it is.",
    remedy:
      "To move to another phone, first send POST /api/auth/2fa/disable with password and code, then set it up again.",
  },
  "auth.factor_missing": {
    meaning: "This account has no second factor, so nothing could be done with it.",
    remedy: "First send POST /api/auth/2fa/enroll, then POST /api/auth/2fa/verify with the code of your application.",
  },
  "auth.too_many_views": {
    meaning:
      "A person keeps up to {most_views} views, an organisation up to {most_shared_views} shared ones. None was saved.",
    remedy: "Delete one that is not needed, or change one there is: PUT /api/users/me/views/{view_id}.",
  },
  "auth.people_only": {
    meaning:
      "This is for somebody who signed in, and the request came with an API key or a machine's token. Nothing was done.",
    remedy: "Sign in with POST /api/auth/login and send the access_token of its answer.",
  },
  "auth.challenge_expired": {
    meaning: "The password was right, but the mfa_token ran out or was used before the code came.",
    remedy: "Send POST /api/auth/login again, and the code with the new mfa_token to POST /api/auth/2fa/login at once.",
  },
  "auth.wrong_code": {
    meaning: "The code is wrong, or was used before: each is good once.",
    remedy:
      "Wait for the next code of your application and send that. If it fails too, check the clock of your phone or use a backup code.",
  },
  "auth.wrong_password": {
    meaning: "The current password in the request is wrong. Nothing changed.",
    remedy:
      "Type it again, and look at the keyboard layout and Caps Lock. If it is forgotten, use POST /api/auth/forgot-password.",
  },
  "auth.person_suspended": {
    meaning: "The account is suspended: what you sent is right, but nobody may sign in with it.",
    remedy: "Ask your organisation's administrator, or write to us.",
  },
  "auth.role_too_high": {
    meaning: "Only a super administrator gives or takes this role. It was not changed.",
    remedy: "Choose another role, or write to us.",
  },
  "auth.entitlements_fixed": {
    meaning:
      "An organisation does not change its plan and products itself; a super administrator does. The other fields were not saved either.",
    remedy: "Leave out the fields that errors names; write to us for a plan or a product.",
  },
};
