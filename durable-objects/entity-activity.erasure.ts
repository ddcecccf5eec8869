import type { ForgetOrder, ForgetStep } from "#antifraud";
import { ERASED } from "#platform/subject";
import type { ShardDatabase } from "./entity-activity.database.ts";
import type { Counted } from "./entity-activity.storage.ts";

/** Entries of the journal that one step looks at, so that payments do not wait for long. */
const LOOKED_AT_ONCE = 2000;

type Entry = { seq: number; counted: string };

/**
 * Takes a payer or card out of the journal, one step: names and details out of events, the entity out of what is counted again
 * after a crash. Answers, and that the ids are taken, stay.
 */
export function forgetInJournal(
  database: ShardDatabase,
  { name, field, value, until, after }: ForgetOrder,
): ForgetStep {
  const last = database.first<{ seq: number | null }>("SELECT max(seq) AS seq FROM journal")?.seq ?? 0;
  const upTo = Math.min(last, after + LOOKED_AT_ONCE);
  const next = upTo < last ? upTo : null;
  const range = "FROM journal WHERE seq > ? AND seq <= ? AND at <= ?";
  const named = database.all<Entry>(
    `SELECT seq, counted ${range} AND instr(counted, ?) > 0`,
    after,
    upTo,
    until,
    JSON.stringify(name),
  );
  for (const { seq, counted } of named)
    database.run("UPDATE journal SET counted = ? WHERE seq = ?", without(counted, name), seq);
  const about = database.all<{ seq: number }>(
    `SELECT seq ${range} AND event IS NOT NULL AND event ->> ? = ?`,
    after,
    upTo,
    until,
    field,
    value,
  );
  const paths = ["sealed", "payer", ...(field === "userId" ? ["userId"] : [])];
  const set = paths.map((path) => `'$.${path}', '${path === "sealed" ? "" : ERASED}'`).join(", ");
  for (const { seq } of about) database.run(`UPDATE journal SET event = json_set(event, ${set}) WHERE seq = ?`, seq);
  return { forgotten: about.length, next };
}

function without(counted: string, name: string): string {
  // SAFETY: written by addEntry().
  const { payer, others } = JSON.parse(counted) as Counted;
  return JSON.stringify({ payer: payer === name ? null : payer, others: others.filter((other) => other !== name) });
}
