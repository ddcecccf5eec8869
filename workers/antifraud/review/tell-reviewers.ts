import { type Colleague, colleaguesOf, contactsOf } from "#auth";
import { composeNotification, type NotificationRow, notificationInsert, sendSoon } from "#notifications";
import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { readEscalationsTo } from "./settings.ts";
import type { ReviewRow } from "./store.ts";

type Assigned = { assignee: string; transactionIds: readonly string[] };

/** The mail that tells somebody which payments they were given; none where they took them themselves, or have no address. */
export async function assignedMails(
  platform: Platform,
  caller: Caller,
  { assignee, transactionIds }: Assigned,
): Promise<NotificationRow[]> {
  const [transaction] = transactionIds;
  if (assignee === caller.id || transaction === undefined) return [];
  const { organizationId } = caller;
  const [contacts, by] = await Promise.all([
    contactsOf(platform, organizationId, [assignee]),
    calledBy(platform, caller),
  ]);
  const contact = contacts.get(assignee);
  if (!contact) return [];
  const { email, name, language } = contact;
  const values = { name, by, payments: transactionIds.length, transaction, at: businessNow(platform) };
  const draft = { organizationId, recipient: { email }, language, template: "review_assigned" as const, values };
  return [await composeNotification(platform, draft)];
}

/** The mails that tell whom the organisation names for it of a review that was escalated. */
export async function escalatedMails(
  platform: Platform,
  caller: Caller,
  { transactionId, riskScore }: ReviewRow,
): Promise<NotificationRow[]> {
  const { organizationId } = caller;
  const addresses = await readEscalationsTo(platform, organizationId);
  if (addresses.length === 0) return [];
  const values = {
    by: await calledBy(platform, caller),
    transaction: transactionId,
    score: riskScore,
    at: businessNow(platform),
  };
  // The addresses have no language of their own: whoever escalates speaks that of the team.
  const { language } = platform;
  return Promise.all(
    addresses.map((email) =>
      composeNotification(platform, {
        organizationId,
        recipient: { email },
        language,
        template: "review_escalated",
        values,
      }),
    ),
  );
}

/** Mails somebody what a batch gave them, now that it is known what that is. What was given is given, whether or not they hear of it. */
export async function mailAssigned(platform: Platform, caller: Caller, assigned: Assigned): Promise<void> {
  try {
    for (const row of await assignedMails(platform, caller, assigned)) {
      await notificationInsert(platform.db, row);
      sendSoon(platform, row);
    }
  } catch (failure) {
    log("warn", "assignee not mailed", { organizationId: caller.organizationId, ...describeFailure(failure) });
  }
}

/** The name of a person; of a machine its id. */
async function calledBy(platform: Platform, { organizationId, id }: Caller): Promise<string> {
  const people: Map<string, Colleague> = await colleaguesOf(platform, organizationId, [id]);
  return people.get(id)?.name ?? id;
}
