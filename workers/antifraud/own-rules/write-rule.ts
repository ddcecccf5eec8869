import type { BatchItem } from "drizzle-orm/batch";
import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { announceSoon, bringIntoForce } from "./announce-rules.ts";
import { ruleAsksNoList, tooManyRules } from "./errors.ts";
import { openRecipients } from "./recipients.ts";
import { decides } from "./rule-document.ts";
import { type Makers, MOST_ENABLED, MOST_KEPT, type RuleRow, saveRule } from "./store.ts";

/** A rule from and to, who does it and what the log calls it. */
export type RuleChange = {
  before: RuleRow | null;
  row: RuleRow;
  actor: Caller;
  action: AuditAction;
  requestId: string;
};

/** Whose word a change rests on: what one person may say alone, or what a second one approved. */
export type Word = {
  /** Who made the change, where it is not who writes it. */
  author?: string;
  approvedBy?: string;
  /** Whether one person is enough although the organisation asks for two. */
  isEmergency?: boolean;
  /** What else the log tells. */
  told?: Record<string, string>;
  /** What stands or falls with the change. */
  besides?: readonly BatchItem<"sqlite">[];
};

/** Written; refused since another change took its revision; or since it needs a second person. */
export type Outcome = "written" | "revision_taken" | "second_person_asked";

/** Writes a rule and has the shards hear of it, or changes nothing. */
export async function writeRule(
  platform: Platform,
  { before, row, actor, action, requestId }: RuleChange,
  { author = actor.id, approvedBy, isEmergency = false, told = {}, besides }: Word = {},
): Promise<Outcome> {
  const { organizationId, ruleId: target } = row;
  const added = Object.entries(told).map(([name, value]) => [name, [null, value] as const]);
  const changes = { ...(await changesOf(platform, before, row)), ...Object.fromEntries(added) };
  const audit = auditOf(platform, { organizationId, actor, action, target, requestId, changes });
  const makers: Makers = {
    changedBy: author,
    approvedBy: approvedBy ?? null,
    isLonely: approvedBy === undefined && !isEmergency && ((before !== null && isDeciding(before)) || isDeciding(row)),
  };
  await announceSoon(platform, organizationId);
  const refusal = await saveRule(platform.db, row, makers, audit, besides);
  if (refusal === "too_many_enabled") throw tooManyRules(`At most ${MOST_ENABLED} enabled`);
  if (refusal === "too_many") throw tooManyRules(`At most ${MOST_KEPT}`);
  if (refusal === "asks_no_list") throw ruleAsksNoList();
  if (refusal === "aggregate_gone") throw aggregateGone(row);
  if (refusal) return refusal;
  await bringIntoForce(platform, organizationId);
  return "written";
}

function aggregateGone({ conditions }: RuleRow) {
  const path = conditions === null ? "expression" : "conditions";
  return invalidRequest({ errors: [{ path, message: "Names an aggregate that was deleted meanwhile" }] });
}

const isDeciding = (row: RuleRow): boolean => row.deletedAt === null && decides(row);

/** What a change was from and to. Of the addresses only how many: whom a rule mails is nobody's who reads the log. */
async function changesOf(platform: Platform, before: RuleRow | null, after: RuleRow) {
  const toFields = async (row: RuleRow | null): Promise<Record<string, string>> =>
    row === null || row.deletedAt !== null
      ? {}
      : {
          name: row.name,
          description: row.description,
          enabled: String(row.enabled),
          priority: String(row.priority),
          condition: JSON.stringify(row.conditions ?? row.expression),
          action: row.action,
          state: row.state,
          ...(row.canaryPercent !== null && { canary_percent: String(row.canaryPercent) }),
          recipients: String((await openRecipients(platform, row)).length),
        };
  const [from, to] = [await toFields(before), await toFields(after)];
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return Object.fromEntries(
    fields
      .filter((field) => from[field] !== to[field])
      .map((field) => [field, [from[field] ?? null, to[field] ?? null] as const]),
  );
}
