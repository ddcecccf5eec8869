import { administratorsOf, colleaguesOf } from "#auth";
import { composeNotification, type NotificationRow, notificationInsert, sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { liveOf } from "#platform/sandbox";
import { proposeRule } from "../proposals/propose-change.ts";
import { ruleBuiltIn, ruleNotFound } from "./errors.ts";
import { type Changed, changeRule, isBuiltIn } from "./manage-rules.ts";
import { findPolicy } from "./policy-store.ts";
import { openRecipients } from "./recipients.ts";
import type { RollbackInput } from "./schemas.ts";
import { findRule, findVersions, type RuleRow, type RuleVersionRow } from "./store.ts";

/**
 * Makes what a rule said at an earlier revision its newest one, also of a rule that was deleted, or switches it off. What two
 * people approved once, and off, one person may return to at once although two are asked for: the administrators are told.
 */
export async function rollBackRule(
  platform: Platform,
  caller: Caller,
  ruleId: string,
  { revision, comment }: RollbackInput,
  request: { requestId: string; ifMatch: string | undefined },
): Promise<Changed> {
  const { organizationId } = caller;
  if (isBuiltIn(ruleId)) throw ruleBuiltIn();
  const find = async () => {
    const row = await findRule(platform.db, organizationId, ruleId);
    if (!row || (revision === undefined && row.deletedAt !== null)) throw ruleNotFound();
    return row;
  };
  const now = await find();
  const earlier = revision === undefined ? null : await mustFindVersion(platform, now, revision);
  const { policy } = await findPolicy(platform.db, organizationId);
  const isAlone = policy.fourEyes && caller.kind === "user" && (earlier === null || earlier.approvedBy !== null);
  let mails: NotificationRow[] = [];
  const toNext = async (before: RuleRow): Promise<RuleRow> => {
    if (before.revision === revision) throw refuse("Is the newest one already");
    return { ...before, ...(earlier ? documentIn(earlier) : { enabled: false }), deletedAt: null };
  };
  const toWord = async (next: RuleRow) => {
    mails = isAlone ? await composeMails(platform, caller, next) : [];
    return {
      isEmergency: isAlone,
      ...(isAlone && earlier?.approvedBy && { approvedBy: earlier.approvedBy }),
      told: {
        ...(earlier && { returned_to: String(revision) }),
        ...(isAlone && { alone: "true" }),
        ...(comment !== undefined && { comment }),
      },
      besides: mails.map((mail) => notificationInsert(platform.db, mail)),
    };
  };
  const changed = await changeRule(
    platform,
    caller,
    find,
    { ...request, action: "rule.rolled_back" },
    { toNext, toWord },
  );
  if ("row" in changed) {
    sendSoon(platform, ...mails);
    return changed;
  }
  const { requestId } = request;
  const kind = now.deletedAt === null ? "replace" : "add";
  const notify = await openRecipients(platform, changed.lonely);
  return { proposal: await proposeRule(platform, caller, { kind, row: changed.lonely, notify, comment, requestId }) };
}

async function mustFindVersion(
  { db }: Platform,
  { organizationId, ruleId }: RuleRow,
  revision: number,
): Promise<RuleVersionRow> {
  const [version] = await findVersions(db, organizationId, [{ ruleId, revision }]);
  if (!version) throw refuse("There is no such revision");
  if (version.isDeleted) throw refuse("The rule was deleted at this revision");
  return version;
}

const refuse = (message: string) => invalidRequest({ errors: [{ path: "revision", message }] });

/** What a version says; those of older builds know of no canary. */
const documentIn = ({ document }: RuleVersionRow) => ({ ...document, canaryPercent: document.canaryPercent ?? null });

/** Tells the administrators that one person changed what two are asked for. */
async function composeMails(
  platform: Platform,
  caller: Caller,
  { name, revision }: RuleRow,
): Promise<NotificationRow[]> {
  const { organizationId } = caller;
  const who = (await colleaguesOf(platform, organizationId, [caller.id])).get(caller.id)?.name ?? caller.id;
  const administrators = await administratorsOf(platform, liveOf(organizationId));
  return Promise.all(
    administrators.map(({ email, language }) =>
      composeNotification(platform, {
        organizationId,
        recipient: { email },
        language,
        template: "rule_rolled_back",
        values: { rule: name, who, revision, at: platform.now() },
      }),
    ),
  );
}
