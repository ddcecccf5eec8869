import type { ForgetOrder, ForgetStep } from "#antifraud";
import { ERASED } from "#platform/subject";
import type { ShardDatabase } from "./entity-activity.database.ts";
import type { Counted } from "./entity-activity.storage.ts";

/** Entries of the journal that one step looks at, so that payments do not wait for long. */
const LOOKED_AT_ONCE = 2000;

type Entry = { seq: number; counted: string };

const NOBODY = JSON.stringify({ payer: null, others: [] } satisfies Counted);

/** What of a payment tells where its payer was. */
const WHEREABOUTS = ["device", "ip", "country", "city", "lat", "lon"];

/**
 * Takes a payer or card out of the journal, one step: names, details and places out of payments and events. Answers, and that
 * the ids are taken, stay. `save` saves the states of entities with what they counted, since a crash does not count it again
 * from such an entry.
 */
export function forgetInJournal(
  database: ShardDatabase,
  { name, field, value, until, after }: ForgetOrder,
  save: (names: readonly string[]) => void,
): ForgetStep {
  const last = database.first<{ seq: number | null }>("SELECT max(seq) AS seq FROM journal")?.seq ?? 0;
  const upTo = Math.min(last, after + LOOKED_AT_ONCE);
  const range = "SELECT seq, counted FROM journal WHERE seq > ? AND seq <= ? AND at <= ?";
  const counted = database.all<Entry>(`${range} AND instr(counted, ?) > 0`, after, upTo, until, JSON.stringify(name));
  const decided = database.all<Entry>(`${range} AND event ->> ? = ?`, after, upTo, until, field, value);
  // SAFETY: written by addEntry().
  save([...counted, ...decided].flatMap((entry) => (JSON.parse(entry.counted) as Counted).others));
  const places = WHEREABOUTS.map((path) => `'$.${path}', NULL`).join(", ");
  for (const { seq } of [...counted, ...decided])
    database.run(`UPDATE journal SET counted = ?, payment = json_set(payment, ${places}) WHERE seq = ?`, NOBODY, seq);
  const names = field === "userId" ? ["payer", "userId"] : ["payer"];
  const erased = names.map((path) => `'$.${path}', '${ERASED}'`).join(", ");
  for (const { seq } of decided)
    database.run(`UPDATE journal SET event = json_set(event, '$.sealed', '', ${erased}) WHERE seq = ?`, seq);
  return { forgotten: decided.length, next: upTo < last ? upTo : null };
}
