import { and, desc, eq, gte, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { exchangeRates } from "#platform/exchange-rates";
import { fractionDigits } from "#platform/money";
import { olderThan } from "#platform/older-than";
import type { Cursor } from "#platform/page";
import { ruleOfHit } from "./analytics/count-decisions.ts";
import { antifraudOutcomes as outcomes } from "./analytics/tables.ts";
import { holdsWord } from "./holds-word.ts";
import type { DecisionName, outcomeLabels } from "./schemas.ts";
import { antifraudTransactions as transactions } from "./tables.ts";

/** What a list may be narrowed to; times are epoch milliseconds of the decision, amounts in the payment's own currency. */
export type TransactionFilter = {
  from?: number;
  to?: number;
  transactionId?: string;
  deviceIndex?: string;
  ipIndex?: string;
  userId?: string;
  label?: (typeof outcomeLabels)[number];
  merchant?: string;
  decision?: DecisionName;
  minScore?: number;
  maxScore?: number;
  minAmount?: number;
  maxAmount?: number;
  /** A part of it. */
  category?: string;
  /** A rule that hit, without its revision. */
  ruleId?: string;
  /** Each stands in the id, the customer, the merchant or the category. */
  words?: readonly string[];
};

/** Where a walk stands, and how far it goes this time; both ends are places in the list. */
export type Stretch = { after?: Cursor; until?: Cursor };

export const newestFirst = [desc(transactions.createdAt), desc(transactions.transactionId)] as const;

/** What has an index by time of its own, the narrowest first; a list is read along the first of them that it names. */
const paths = ["transactionId", "deviceIndex", "ipIndex", "userId", "label", "merchant", "decision"] as const;
export type Path = (typeof paths)[number];

const columnOf = {
  transactionId: transactions.transactionId,
  deviceIndex: transactions.deviceIndex,
  ipIndex: transactions.ipIndex,
  userId: transactions.userId,
  merchant: transactions.merchant,
  decision: transactions.decision,
} as const;

/** What the partial indexes ask for, which SQLite does not conclude from a comparison with a parameter. */
const hints: Partial<Record<Path, SQL>> = {
  deviceIndex: isNotNull(transactions.deviceIndex),
  ipIndex: isNotNull(transactions.ipIndex),
};

/** What a list is read along; undefined where only by time. */
export const pathOf = (filter: TransactionFilter): Path | undefined => paths.find((path) => filter[path] !== undefined);

/** Whether some of what lies along the path is passed over, so that a page may be far to seek. */
export function passesOver(filter: TransactionFilter): boolean {
  const { from: _, to: __, ...others } = filter;
  const path = pathOf(filter);
  return path === "label" || Object.entries(others).some(([name, value]) => value !== undefined && name !== path);
}

/** The decisions that a list is narrowed to, within a stretch where one is given. */
export function meantBy(organizationId: string, filter: TransactionFilter, stretch: Stretch = {}) {
  const path = pathOf(filter);
  const { label } = filter;
  return and(
    ...(path === "label" && label
      ? alongOutcomes(organizationId, filter, stretch, turnedOut[label])
      : [allAlong(organizationId, filter, stretch)]),
    ...passedOver(filter, path),
  );
}

/** The order of a list; along outcomes the index by time would be no path, and is kept from being taken for one. */
export const orderOf = (filter: TransactionFilter) =>
  pathOf(filter) === "label" ? ([sql`+${transactions.createdAt} DESC`, newestFirst[1]] as const) : newestFirst;

/** What lies along the path of a filter, whether a list shows it or not. */
export const allAlong = (organizationId: string, filter: TransactionFilter, stretch: Stretch) =>
  and(
    eq(transactions.organizationId, organizationId),
    along(filter, pathOf(filter)),
    placedIn(filter, stretch, transactions.createdAt, transactions.transactionId),
  );

/** Rows by their places, which the outcomes lead to; without the signs SQLite would rather read all of the organisation. */
const alongOutcomes = (organizationId: string, filter: TransactionFilter, stretch: Stretch, isMeant: SQL) => [
  sql`+${transactions.organizationId} = ${organizationId}`,
  sql`${transactions}.rowid IN (SELECT paid.rowid FROM antifraud_outcomes CROSS JOIN antifraud_transactions AS paid
    ON paid.organization_id = antifraud_outcomes.organization_id AND paid.transaction_id = antifraud_outcomes.transaction_id
    WHERE ${outcomesIn(organizationId, filter, stretch)} AND ${isMeant})`,
];

/** The known outcomes of a period and stretch. */
export const outcomesIn = (organizationId: string, filter: TransactionFilter, stretch: Stretch) =>
  and(
    eq(outcomes.organizationId, organizationId),
    placedIn(filter, stretch, outcomes.decidedAt, outcomes.transactionId),
  );

function along(filter: TransactionFilter, path: Path | undefined): SQL | undefined {
  if (path === undefined || path === "label") return undefined;
  return and(sql`${columnOf[path]} = ${filter[path]}`, hints[path]);
}

type PlaceColumns = [
  at: typeof transactions.createdAt | typeof outcomes.decidedAt,
  id: typeof transactions.transactionId | typeof outcomes.transactionId,
];

/** Bounds of the time stand by themselves, since SQLite seeks by them and not by what is joined with OR. */
function placedIn({ from, to }: TransactionFilter, { after, until }: Stretch, ...[at, id]: PlaceColumns) {
  return and(
    from === undefined ? undefined : gte(at, from),
    to === undefined ? undefined : lt(at, to),
    after && lte(at, after.at),
    olderThan(after, at, id),
    until && gte(at, until.at),
    until && or(sql`${at} > ${until.at}`, gte(id, until.id)),
  );
}

const turnedOut: Record<NonNullable<TransactionFilter["label"]>, SQL> = {
  fraud: sql.raw("antifraud_outcomes.is_fraud = 1"),
  stopped_fraud: sql.raw("antifraud_outcomes.is_fraud = 1 AND antifraud_outcomes.decision <> 'APPROVED'"),
  missed_fraud: sql.raw("antifraud_outcomes.is_fraud = 1 AND antifraud_outcomes.decision = 'APPROVED'"),
  no_fraud: sql.raw("antifraud_outcomes.is_fraud = 0"),
};

/** What else is asked of a row; the sign before a column keeps SQLite from leaving the path for another index. */
function passedOver(filter: TransactionFilter, path: Path | undefined): (SQL | undefined)[] {
  const { minScore, maxScore, minAmount, maxAmount, category, ruleId, words = [], label } = filter;
  const others = paths.filter((one) => one !== path && one !== "label" && filter[one] !== undefined);
  return [
    ...others.map((one) => one !== "label" && sql`+${columnOf[one]} = ${filter[one]}`),
    minScore === undefined ? undefined : gte(transactions.riskScore, minScore),
    maxScore === undefined ? undefined : lte(transactions.riskScore, maxScore),
    minAmount === undefined ? undefined : sql`${transactions.amountMinor} >= ${inMinor(minAmount)}`,
    maxAmount === undefined ? undefined : sql`${transactions.amountMinor} <= ${inMinor(maxAmount)}`,
    category === undefined ? undefined : holdsWord(sql`${transactions.merchantCategory}`, category),
    ...words.map((word) => holdsWord(named, word)),
    label &&
      path !== "label" &&
      sql`EXISTS (SELECT 1 FROM antifraud_outcomes WHERE antifraud_outcomes.organization_id = ${transactions.organizationId}
        AND antifraud_outcomes.decided_at = ${transactions.createdAt}
        AND antifraud_outcomes.transaction_id = ${transactions.transactionId} AND ${turnedOut[label]})`,
    ruleId === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(coalesce(${transactions.evidence} -> '$.rules.hit', '[]')) AS hit
          WHERE ${ruleOfHit} = ${ruleId})`,
  ].map((condition) => condition || undefined);
}

/** What words are sought in. */
const named = sql`(${transactions.transactionId} || ' ' || ${transactions.userId} || ' ' || ${transactions.merchant} || ' ' || ${transactions.merchantCategory})`;

/** Currencies by how many digits they have, but for the two of most. */
const byDigits = Map.groupBy(Object.keys(exchangeRates.usdPerUnit), fractionDigits);
byDigits.delete(2);
const scale = sql.raw(
  `CASE ${[...byDigits].map(([digits, codes]) => `WHEN currency IN (${codes.map((code) => `'${code}'`).join(", ")}) THEN ${10 ** digits}`).join(" ")} ELSE 100 END`,
);
const inMinor = (amount: number): SQL => sql`round(${amount} * (${scale}))`;
