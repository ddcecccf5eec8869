import { openReadSession } from "#platform/database";
import { type Cursor, readCursor, toPage } from "#platform/page";
import { dateOf } from "#platform/period";
import type { Platform } from "#platform/platform";
import { readPeriod } from "#platform/read-period";
import { hashOf } from "../signals/payment.ts";
import {
  listMerchantDays,
  listMerchantOutcomes,
  listMerchants,
  type MerchantOutcome,
  type MerchantSums,
} from "./rollup-store.ts";
import type { MerchantQuery, MerchantRisk } from "./schemas.ts";
import { wilsonLower } from "./wilson.ts";

type Ranked = { view: Omit<MerchantRisk, "days">; place: Cursor };

/** An organisation's merchants, the riskiest first. */
export async function readMerchantRisk(platform: Platform, organizationId: string, query: MerchantQuery) {
  const after = readCursor(query.cursor);
  const period = readPeriod(platform, query);
  const { db } = openReadSession(platform.env);
  const [merchants, outcomes] = await Promise.all([
    listMerchants(db, organizationId, period),
    listMerchantOutcomes(db, organizationId, period),
  ]);
  const known = new Map(outcomes.map((row) => [row.merchant, row]));
  const rest = merchants
    .map((sums) => rank(sums, known.get(sums.merchant)))
    .filter(({ place }) => after === undefined || compare(after, place) < 0)
    .sort((a, b) => compare(a.place, b.place));
  const { page, next_cursor } = toPage(rest, query.limit, ({ place }) => place);
  const names = page.map(({ view }) => view.merchant);
  const days = Map.groupBy(await listMerchantDays(db, organizationId, period, names), ({ merchant }) => merchant);
  const daysOf = (merchant: string) =>
    (days.get(merchant) ?? []).map(({ day, transactions, blocked }) => ({ date: dateOf(day), transactions, blocked }));
  return { data: page.map(({ view }) => ({ ...view, days: daysOf(view.merchant) })), next_cursor };
}

/** By risk in millionths, the greatest first; names may be longer than a cursor, so their hashes tell equals apart. */
const compare = (a: Cursor, b: Cursor): number => b.at - a.at || Number(a.id) - Number(b.id);

function rank(sums: MerchantSums, known: MerchantOutcome | undefined): Ranked {
  const { merchant, approved, underReview, blocked } = sums;
  const { frauds, fraudCents, missed, cleared } = known ?? { frauds: 0, fraudCents: 0, missed: 0, cleared: 0 };
  const transactions = approved + underReview + blocked;
  const risk = wilsonLower(blocked - cleared + missed, transactions);
  return {
    place: { at: Math.round(risk * 1e6), id: String(hashOf(merchant)) },
    view: {
      merchant,
      transactions,
      approved,
      under_review: underReview,
      blocked,
      amount_usd: (sums.approvedCents + sums.underReviewCents + sums.blockedCents) / 100,
      blocked_usd: sums.blockedCents / 100,
      frauds,
      fraud_usd: fraudCents / 100,
      block_rate: blocked / transactions,
      block_rate_at_least: wilsonLower(blocked, transactions),
      fraud_rate: frauds / transactions,
      fraud_rate_at_least: wilsonLower(frauds, transactions),
      risk,
    },
  };
}
