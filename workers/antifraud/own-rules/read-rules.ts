import type { Language } from "#platform/i18n";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { rules as builtIn } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { countRunningSnoozes } from "../snoozes/store.ts";
import { ruleNotFound } from "./errors.ts";
import { openRecipients } from "./recipients.ts";
import type { RuleDocument } from "./rule-document.ts";
import type { RuleVersionView, RuleView } from "./schemas.ts";
import { findRule, listRules, listVersions, type RuleRow, type RuleVersionRow } from "./store.ts";

type PageQuery = { limit: number; cursor?: string | undefined };

/** One page of everything that decides, by priority, then id: the organisation's rules, the built-in ones among them. */
export async function readRules(platform: Platform, organizationId: string, { limit, cursor }: PageQuery) {
  const after = readCursor(cursor);
  const isLater = (rule: Rule) =>
    !after || rule.priority > after.at || (rule.priority === after.at && rule.rule_id > after.id);
  const [rows, running] = await Promise.all([
    listRules(platform.db, organizationId, limit, after),
    countRunningSnoozes(platform.db, organizationId, businessNow(platform)),
  ]);
  const own = await Promise.all(rows.map((row) => toView(platform, row)));
  const all = [...own, ...builtIn.filter(isLater).map((rule) => toBuiltInView(rule, platform.language))].sort(
    (a, b) => a.priority - b.priority || (a.rule_id < b.rule_id ? -1 : 1),
  );
  const { page, next_cursor } = toPage(all, limit, ({ priority, rule_id }) => ({ at: priority, id: rule_id }));
  return { data: page.map((rule) => ({ ...rule, snoozes: running.get(rule.rule_id) ?? 0 })), next_cursor };
}

/** A rule with its row, or a built-in one, which has none. */
export async function readRule(
  platform: Platform,
  organizationId: string,
  ruleId: string,
): Promise<{ view: RuleView; row: RuleRow | null }> {
  const known = builtIn.find(({ rule_id }) => rule_id === ruleId);
  if (known) return { view: toBuiltInView(known, platform.language), row: null };
  const row = await findRule(platform.db, organizationId, ruleId);
  if (!row || row.deletedAt !== null) throw ruleNotFound();
  return { view: await toView(platform, row), row };
}

/** What a rule said at each revision, newest first; also of one that was deleted, since it explains decisions. */
export async function readVersions(
  platform: Platform,
  organizationId: string,
  ruleId: string,
  { limit, cursor }: PageQuery,
) {
  const rows = await listVersions(platform.db, organizationId, ruleId, limit, readCursor(cursor));
  if (rows.length === 0 && cursor === undefined) throw ruleNotFound();
  const { page, next_cursor } = toPage(rows, limit, ({ revision, ruleId: id }) => ({ at: revision, id }));
  return { data: page.map(toVersionView), next_cursor };
}

/** What `If-Match` has to name for a change to apply to what its author read. */
export const etagOf = ({ revision }: Pick<RuleRow, "revision">): string => `"${revision}"`;

const iso = (at: number) => new Date(at).toISOString();

export async function toView(platform: Platform, row: RuleRow): Promise<RuleView> {
  return {
    rule_id: row.ruleId,
    name: row.name,
    description: row.description,
    enabled: row.enabled,
    priority: row.priority,
    conditions: row.conditions,
    expression: row.expression,
    action: row.action,
    state: row.state,
    canary_percent: row.canaryPercent,
    notify: await openRecipients(platform, row),
    built_in: false,
    revision: row.revision,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
  };
}

const toBuiltInView = (
  { rule_id, name, description, enabled, priority, conditions, action }: Rule,
  language: Language,
): RuleView => ({
  rule_id,
  name: name[language],
  description: description[language],
  enabled,
  priority,
  conditions,
  expression: null,
  action,
  state: "live",
  canary_percent: null,
  notify: [],
  built_in: true,
  revision: null,
  created_at: null,
  updated_at: null,
});

export const toDocumentView = ({ canaryPercent, ...document }: RuleDocument) => ({
  ...document,
  canary_percent: canaryPercent ?? null,
});

const toVersionView = ({
  ruleId,
  revision,
  document,
  isDeleted,
  changedBy,
  approvedBy,
  createdAt,
}: RuleVersionRow): RuleVersionView => ({
  rule_id: ruleId,
  revision,
  ...toDocumentView(document),
  deleted: isDeleted,
  changed_by: changedBy,
  approved_by: approvedBy,
  created_at: iso(createdAt),
});
