import { openReadSession } from "#platform/database";
import { dateOf, daysOf, type Period } from "#platform/period";
import type { PeriodQuery } from "#platform/period-schemas";
import type { Platform } from "#platform/platform";
import { readPeriod, toPeriodView } from "#platform/read-period";
import { listRuleNames } from "../own-rules/store.ts";
import { rules } from "../rules/index.ts";
import { listRuleDays, listRuleOutcomes, type RuleDay, type RuleOutcome, sumDecisions } from "./rollup-store.ts";
import type { RuleReport } from "./schemas.ts";
import { wilsonLower } from "./wilson.ts";

/** What each rule hit in a period, and how often it was right. */
export async function readRules(platform: Platform, organizationId: string, query: PeriodQuery): Promise<RuleReport> {
  const period = readPeriod(platform, query);
  const { db } = openReadSession(platform.env);
  const [{ now }, days, outcomes] = await Promise.all([
    sumDecisions(db, organizationId, period),
    listRuleDays(db, organizationId, period),
    listRuleOutcomes(db, organizationId, period),
  ]);
  const transactions = now.approved + now.underReview + now.blocked;
  const hitDays = Map.groupBy(days.now, ({ ruleId }) => ruleId);
  const ids = new Set([...rules.map(({ rule_id }) => rule_id), ...hitDays.keys()]);
  const builtIn = new Map(rules.map(({ rule_id, name }) => [rule_id, name[platform.language]]));
  const own = await listRuleNames(
    db,
    organizationId,
    [...ids].filter((id) => !builtIn.has(id)),
  );
  const data = [...ids].map((id) => {
    const hitsBefore = total(days.earlier.filter(({ ruleId }) => ruleId === id));
    const known = outcomes.find(({ ruleId }) => ruleId === id);
    return toView({ id, name: builtIn.get(id) ?? own.get(id) ?? id }, period, hitDays.get(id) ?? [], {
      transactions,
      hitsBefore,
      known,
    });
  });
  return {
    period: toPeriodView(period),
    transactions,
    data: data.sort((a, b) => b.hits - a.hits || (a.rule_id < b.rule_id ? -1 : 1)),
  };
}

const total = (days: readonly RuleDay[]): number => days.reduce((sum, { hits }) => sum + hits, 0);

function toView(
  { id, name }: { id: string; name: string },
  period: Period,
  days: readonly RuleDay[],
  of: { transactions: number; hitsBefore: number; known: RuleOutcome | undefined },
): RuleReport["data"][number] {
  const hits = total(days);
  const hitsOn = new Map(days.map(({ day, hits: onDay }) => [day, onDay]));
  const last = days.reduce((latest, { lastHitAt }) => Math.max(latest, lastHitAt), 0);
  const { labelled, frauds, fraudCents } = of.known ?? { labelled: 0, frauds: 0, fraudCents: 0 };
  return {
    rule_id: id,
    name,
    hits,
    share: of.transactions === 0 ? null : hits / of.transactions,
    amount_usd: days.reduce((sum, { cents }) => sum + cents, 0) / 100,
    labelled,
    frauds,
    fraud_usd: fraudCents / 100,
    precision: labelled === 0 ? null : frauds / labelled,
    precision_at_least: labelled === 0 ? null : wilsonLower(frauds, labelled),
    last_hit_at: days.length === 0 ? null : new Date(last).toISOString(),
    hits_before: of.hitsBefore,
    days: Array.from({ length: daysOf(period) }, (_, i) => {
      const day = period.fromDay + i;
      return { date: dateOf(day), hits: hitsOn.get(day) ?? 0 };
    }),
  };
}
