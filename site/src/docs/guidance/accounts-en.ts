import type { Guidance } from "../guidance.ts";

/** Of people, sessions and requests. */
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
};
