import { openReadSession } from "#platform/database";
import type { Cursor } from "#platform/page";
import type { Platform } from "#platform/platform";
import { listReports } from "../label-store.ts";
import { askAnyDecided } from "../lists/ask-decided.ts";
import { factsOf, namedFields, recordOf } from "../read-transactions.ts";
import { compileExpression } from "../rule-language/compile-expression.ts";
import { explainExpression } from "../rule-language/explain-expression.ts";
import type { Expression } from "../rule-language/expression.ts";
import { fieldsOf } from "../rule-language/fields-of.ts";
import { judgeRule, type Verdict } from "../rule-language/judge-rule.ts";
import { listTransactions, type TransactionRow } from "../store.ts";
import type { TrialResult, trialLabels } from "./trial-schemas.ts";
import { sealedFields } from "./vocabulary.ts";

type History = NonNullable<TrialResult["history"]>;
type Group = History["groups"][number];
type TrialLabel = (typeof trialLabels)[number];

/** A page of decisions is about a megabyte. */
const ROWS_AT_ONCE = 250;
const MOST_SHOWN = 10;

/** Holds a condition against the newest decisions, from the very features that they rest on. */
export async function replayHistory(
  { env }: Platform,
  organizationId: string,
  condition: Expression,
  limit: number,
): Promise<History> {
  const { db } = openReadSession(env);
  const holds = compileExpression(condition);
  const listsOf = await askAnyDecided({ db }, organizationId);
  const tally = new Tally();
  let after: Cursor | undefined;
  for (let left = limit; left > 0; ) {
    const asked = Math.min(left, ROWS_AT_ONCE);
    const rows = (await listTransactions(db, organizationId, asked, after)).slice(0, asked);
    const labels = await labelsOf(db, organizationId, rows);
    for (const row of rows) {
      const record = recordOf(row);
      const values = { ...factsOf(row, record), ...namedFields(row, record) };
      const verdict = judgeRule(holds, { values, isListed: listsOf(record.lists) });
      tally.add(row, labels.get(row.transactionId) ?? "unknown", verdict, () =>
        explainExpression(condition, { values }),
      );
    }
    const last = rows.at(-1);
    if (rows.length < asked || !last) break;
    after = { at: last.createdAt, id: last.transactionId };
    left -= rows.length;
  }
  const named = fieldsOf(condition);
  return { ...tally.result(), not_kept: sealedFields.filter((field) => named.has(field)) };
}

/** How payments turned out by the newest report of each. */
async function labelsOf(
  db: Parameters<typeof listReports>[0],
  organizationId: string,
  rows: readonly TransactionRow[],
): Promise<Map<string, TrialLabel>> {
  const ids = rows.map(({ transactionId }) => transactionId);
  const reports = await listReports(db, organizationId, ids);
  // The newest stands first, and is to be set last.
  return new Map(
    reports.reverse().map(({ transactionId, isFraud }) => [transactionId, isFraud ? "fraud" : "legitimate"]),
  );
}

class Tally {
  readonly #counts: Record<Verdict, number> = { hit: 0, not_hit: 0, missing: 0, error: 0 };
  readonly #groups = new Map<string, Group>();
  readonly #shown: History["sample_hits"] = [];
  #from: number | null = null;
  #to: number | null = null;

  add(row: TransactionRow, label: TrialLabel, verdict: Verdict, explain: () => string): void {
    this.#counts[verdict]++;
    this.#to ??= row.createdAt;
    this.#from = row.createdAt;
    const { decision } = row;
    const name = `${decision}|${label}`;
    const group = this.#groups.get(name) ?? { decision, label, payments: 0, hits: 0, amount_usd: 0 };
    this.#groups.set(name, group);
    group.payments++;
    if (verdict !== "hit") return;
    const amountUsd = row.amountUsdCents / 100;
    group.hits++;
    group.amount_usd = Math.round(100 * (group.amount_usd + amountUsd)) / 100;
    if (this.#shown.length === MOST_SHOWN) return;
    const createdAt = new Date(row.createdAt).toISOString();
    this.#shown.push({
      transaction_id: row.transactionId,
      decision,
      label,
      amount_usd: amountUsd,
      explanation: explain(),
      created_at: createdAt,
    });
  }

  result(): Omit<History, "not_kept"> {
    const { hit, not_hit, missing, error } = this.#counts;
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    return {
      payments: hit + not_hit + missing + error,
      hits: hit,
      missing,
      errors: error,
      from: iso(this.#from),
      to: iso(this.#to),
      groups: [...this.#groups.values()],
      sample_hits: this.#shown,
    };
  }
}
