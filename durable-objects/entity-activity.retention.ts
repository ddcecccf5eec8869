import type { ShardDatabase } from "./entity-activity.database.ts";

const DAY = 24 * 3600 * 1000;
/** Older decisions are in the projection; that their id is taken is still known. */
export const DECISIONS_KEPT_MS = 3 * DAY;
/** The longest window of the features, and a day. The training replay forgets as soon. */
const ENTITIES_KEPT_MS = 31 * DAY;
/** Longer than breakers look back. */
const BLOCKS_KEPT_MS = 2 * DAY;
/** As long as a transaction may lie in the past, so that a retry of an accepted body is always known. */
const CLAIMS_KEPT_MS = 2 * 366 * DAY;

/**
 * Drops what no window, retry or reader of the journal can reach any more, of the journal nothing after `doneUpTo`; what the
 * organisation counts beside stays as long as its aggregates look back. Returns whether anything is left.
 */
export function forgetOld(database: ShardDatabase, now: number, doneUpTo: number, aggregatesKeptMs: number): boolean {
  const decidedBefore = now - DECISIONS_KEPT_MS;
  const claimedBefore = now - CLAIMS_KEPT_MS;
  // What is left of an old decision is that its id is taken.
  database.run(
    `INSERT OR IGNORE INTO claims (transaction_id, fingerprint, holder, claimed_at)
    SELECT transaction_id, fingerprint, 0, at FROM journal WHERE at < ? AND seq <= ? AND event IS NOT NULL`,
    decidedBefore,
    doneUpTo,
  );
  database.run("DELETE FROM journal WHERE at < ? AND seq <= ?", decidedBefore, doneUpTo);
  forgetEntities(database, now, aggregatesKeptMs);
  database.run("DELETE FROM block_counts WHERE minute < ?", Math.floor((now - BLOCKS_KEPT_MS) / 60_000));
  database.run("DELETE FROM claims WHERE claimed_at < ?", claimedBefore);
  database.run("DELETE FROM labels WHERE received_at < ?", claimedBefore);
  const left = "SELECT 1 FROM entities UNION ALL SELECT 1 FROM journal UNION ALL SELECT 1 FROM claims LIMIT 1";
  return database.first(left) !== undefined;
}

/** Forgets entities that nobody touched for long; of those that have aggregates these stay, by themselves. */
function forgetEntities(database: ShardDatabase, now: number, aggregatesKeptMs: number): void {
  const touchedBefore = now - ENTITIES_KEPT_MS;
  const countedBefore = Math.min(touchedBefore, now - aggregatesKeptMs - DAY);
  database.run(
    "DELETE FROM entities WHERE touched_at < ? AND (touched_at < ? OR state ->> 'aggregates' IS NULL)",
    touchedBefore,
    countedBefore,
  );
  database.run(
    `UPDATE entities SET state = json_remove(state, '$.payer', '$.crowd')
    WHERE touched_at < ? AND coalesce(state -> 'payer', state -> 'crowd') IS NOT NULL`,
    touchedBefore,
  );
}
