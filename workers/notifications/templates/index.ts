import { alert } from "./alert.ts";
import { breakerTripped } from "./breaker-tripped.ts";
import { factorLocked } from "./factor-locked.ts";
import { invitation } from "./invitation.ts";
import { newSignIn } from "./new-sign-in.ts";
import { passwordChanged } from "./password-changed.ts";
import { refreshReused } from "./refresh-reused.ts";
import { resetPassword } from "./reset-password.ts";
import { reviewAssigned } from "./review-assigned.ts";
import { reviewEscalated } from "./review-escalated.ts";
import { ruleHit } from "./rule-hit.ts";
import { ruleRolledBack } from "./rule-rolled-back.ts";
import { smsCode } from "./sms-code.ts";
import type { Template } from "./template.ts";
import { verifyEmail } from "./verify-email.ts";
import { webhookDisabled } from "./webhook-disabled.ts";

/** Every message that is ever sent, by the name under which it is asked for. */
export const templates = {
  verify_email: verifyEmail,
  reset_password: resetPassword,
  invitation,
  password_changed: passwordChanged,
  refresh_reused: refreshReused,
  new_sign_in: newSignIn,
  factor_locked: factorLocked,
  webhook_disabled: webhookDisabled,
  rule_hit: ruleHit,
  rule_rolled_back: ruleRolledBack,
  breaker_tripped: breakerTripped,
  alert,
  review_assigned: reviewAssigned,
  review_escalated: reviewEscalated,
  sms_code: smsCode,
};

export type TemplateName = keyof typeof templates;

/** What a template has to be told; a missing value does not compile. */
export type ValuesOf<Name extends TemplateName> =
  (typeof templates)[Name] extends Template<infer Values> ? Values : never;

/** How the person may be reached: a template that has no SMS takes no number, one that has no chat no hook. */
export type RecipientOf<Name extends TemplateName> =
  | ((typeof templates)[Name] extends { mail: unknown } ? { email: string } : never)
  | ((typeof templates)[Name] extends { sms: unknown } ? { phone: string } : never)
  | ((typeof templates)[Name] extends { chat: unknown } ? { slack: string } : never);
