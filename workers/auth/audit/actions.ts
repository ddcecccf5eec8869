import type { Localized } from "#platform/i18n";
import type { Action } from "./actions/action.ts";
import { alertActions } from "./actions/alerts.ts";
import { credentialActions } from "./actions/credentials.ts";
import { listActions } from "./actions/lists.ts";
import { modelActions } from "./actions/models.ts";
import { paymentActions } from "./actions/payments.ts";
import { peopleActions } from "./actions/people.ts";
import { recordActions } from "./actions/records.ts";
import { ruleActions } from "./actions/rules.ts";
import { sessionActions } from "./actions/sessions.ts";
import { webhookActions } from "./actions/webhooks.ts";

/** Every action that code may write into the audit log. */
export const auditActions = {
  ...peopleActions,
  ...sessionActions,
  ...credentialActions,
  ...paymentActions,
  ...modelActions,
  ...ruleActions,
  ...listActions,
  ...alertActions,
  ...webhookActions,
  ...recordActions,
} as const satisfies Record<string, Action>;

export type AuditAction = keyof typeof auditActions;

/** The title of an action in every language; undefined of one that older code wrote under a name that is gone. */
export const titleOf = (action: string): Localized | undefined =>
  (auditActions as Record<string, Action | undefined>)[action]?.title;
