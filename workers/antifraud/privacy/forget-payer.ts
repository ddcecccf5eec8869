import type { Platform } from "#platform/platform";
import type { Erasure } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { entityActivity, shardsOf } from "../activities.ts";
import { forgetAttachmentsOf } from "../attachments/remove-attachments.ts";
import { forgetPayments, listPaymentsOf } from "./store.ts";
import { entityOf } from "./subjects.ts";

const PAYMENTS_AT_ONCE = 200;

/** Whom an object of the activity is to forget, and until when; it goes through its journal in steps, on from `after`. */
export type ForgetOrder = {
  /** The entity whose activity is the subject's. */
  name: string;
  /** What of an event names the subject. */
  field: "userId" | "payer";
  value: string;
  /** Epoch milliseconds. */
  until: number;
  after: number;
};

/** How many decisions of the step were about the subject; `next` is null where it was the last. */
export type ForgetStep = { forgotten: number; next: number | null };

/** Forgets who paid and from where, in the objects that decided and in the projection. */
export async function forgetPayer(
  platform: Platform,
  organizationId: string,
  subject: Subject,
  { until, tell }: Pick<Erasure, "until" | "tell">,
): Promise<void> {
  const name = entityOf(organizationId, subject);
  if (name === undefined) return;
  const order =
    subject.type === "payer"
      ? { name, field: "userId" as const, value: subject.id, until }
      : { name, field: "payer" as const, value: name, until };
  for (let shard = 0; shard < shardsOf(platform.env, organizationId); shard++) {
    const activity = entityActivity(platform.env, organizationId, shard);
    for (let after: number | null = 0; after !== null; ) after = (await activity.forget({ ...order, after })).next;
  }
  for (;;) {
    // What is forgotten is the subject's no more, so every look begins at the front.
    const rows = await listPaymentsOf(platform.db, organizationId, subject, {
      until,
      after: "",
      limit: PAYMENTS_AT_ONCE,
    });
    const ids = rows.map(({ transactionId }) => transactionId);
    if (ids.length > 0) {
      const attachments = await forgetAttachmentsOf(platform, organizationId, ids);
      await forgetPayments(platform.db, organizationId, subject, ids);
      await tell({ payments: ids.length, ...(attachments > 0 && { attachments }) });
    }
    if (ids.length < PAYMENTS_AT_ONCE) return;
  }
}
