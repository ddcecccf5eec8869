import { and, count, desc, eq, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudTransactions as transactions } from "../tables.ts";
import type { links } from "./schemas.ts";

export type Link = (typeof links)[number];

/** What payments of an organisation share, and the one that is not to be among them. */
type Shared = { organizationId: string; by: Link; value: string; except: string };

const MOST_COUNTED = 10_000;
const MOST_LISTED = 50;

const columns = {
  card: transactions.payer,
  device: transactions.deviceIndex,
  ip: transactions.ipIndex,
  user: transactions.userId,
  merchant: transactions.merchant,
} as const;

/** What the partial indexes ask for, which SQLite does not conclude from a comparison with a parameter. */
const hints: Partial<Record<Link, SQL>> = {
  card: sql`payer GLOB 'card:*'`,
  device: isNotNull(transactions.deviceIndex),
  ip: isNotNull(transactions.ipIndex),
};

const shares = ({ organizationId, by, value, except }: Shared) =>
  and(
    eq(transactions.organizationId, organizationId),
    eq(columns[by], value),
    hints[by],
    ne(transactions.transactionId, except),
  );

/** How many others share it, ten thousand at the most, from the index alone. */
export async function countLinked(db: DrizzleD1Database, shared: Shared): Promise<number> {
  const some = db
    .select({ id: transactions.transactionId })
    .from(transactions)
    .where(shares(shared))
    .limit(MOST_COUNTED)
    .as("some");
  const [row] = await db.select({ count: count() }).from(some);
  return row?.count ?? 0;
}

export type LinkedRow = Awaited<ReturnType<typeof listLinked>>[number];

/** The latest of them, without what is sealed and without their evidence. */
export async function listLinked(db: DrizzleD1Database, shared: Shared) {
  const { transactionId, userId, amountMinor, amountUsdCents, currency, merchant, decision, riskScore } = transactions;
  const { occurredAt, createdAt } = transactions;
  return db
    .select({
      transactionId,
      userId,
      amountMinor,
      amountUsdCents,
      currency,
      merchant,
      decision,
      riskScore,
      occurredAt,
      createdAt,
    })
    .from(transactions)
    .where(shares(shared))
    .orderBy(desc(createdAt), desc(transactionId))
    .limit(MOST_LISTED);
}
