import type { Platform } from "#platform/platform";
import type { Erasure, SubjectRecord } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { announceSoon, bringIntoForce } from "../own-rules/announce-rules.ts";
import { entityOf } from "../privacy/subjects.ts";
import { payerIndexOf } from "./payer-index.ts";
import { toSnoozeView } from "./read-snoozes.ts";
import { forgetSnoozesOf, listSnoozesOf } from "./store.ts";

/** Every snooze of a payer or a card, as its subject may read it. */
export async function* exportSnoozes(
  platform: Platform,
  organizationId: string,
  subject: Subject,
): AsyncGenerator<SubjectRecord[]> {
  const rows = await snoozesOf(platform, organizationId, subject, platform.now());
  const views = await Promise.all(rows.map((row) => toSnoozeView(platform, row)));
  if (views.length > 0) yield views.map((view) => ({ class: "rule_snoozes", ...view }));
}

/** Forgets for whom rules were snoozed, in the database and in the shards that were told. */
export async function forgetSnoozes(
  platform: Platform,
  organizationId: string,
  subject: Subject,
  { until, tell }: Pick<Erasure, "until" | "tell">,
): Promise<void> {
  const rows = await snoozesOf(platform, organizationId, subject, until);
  const [first] = rows;
  if (!first) return;
  await announceSoon(platform, organizationId);
  await forgetSnoozesOf(platform.db, organizationId, first.payerIndex, { until, now: platform.now() });
  await bringIntoForce(platform, organizationId);
  await tell({ rule_snoozes: rows.length });
}

async function snoozesOf({ db, sealer }: Platform, organizationId: string, subject: Subject, until: number) {
  const entity = entityOf(organizationId, subject);
  return entity === undefined ? [] : listSnoozesOf(db, organizationId, payerIndexOf(sealer, entity), until);
}
