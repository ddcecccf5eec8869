import type { FillOrder, FillStep } from "#antifraud";
import type { CountedAggregates } from "./entity-activity.aggregates.ts";
import type { Journal } from "./entity-activity.journal.ts";
import { type EntityStates, namesOf, withOutcome } from "./entity-activity.states.ts";
import type { EntityStorage } from "./entity-activity.storage.ts";

/** Entries of the journal that one step looks at, so that payments do not wait for long. */
const LOOKED_AT_ONCE = 200;

type Parts = { counted: CountedAggregates; stored: EntityStorage; states: EntityStates; journal: Journal };

/**
 * Fills an aggregate in with what was decided before it was counted, one step: first from the journal up to the entry where
 * counting began, then from stored decisions that are older than the journal, in their order, then done. Each step is
 * committed with what it counted, and a repeated one counts nothing.
 */
export function fillAggregate(order: FillOrder, parts: Parts, now: number): FillStep {
  const { counted } = parts;
  const start = counted.startOf(order.key);
  if (!start || !counted.inForce.all.some(({ key }) => key === order.key)) return "unknown";
  if (start.since !== null) return "done";
  if (order.step === "journal") return fillFromJournal(order.key, parts, now);
  if (order.step === "history") return fillFromHistory(order, parts, now);
  parts.journal.commitWith(() => counted.advance(order.key, { since: order.since }));
  return "done";
}

function fillFromJournal(key: string, { counted, stored, states, journal }: Parts, now: number): FillStep {
  const { seq, filledSeq } = counted.startOf(key)!;
  if (filledSeq >= seq) return "done";
  const entries = stored.entriesAfter(filledSeq, LOOKED_AT_ONCE).filter((entry) => entry.seq <= seq);
  const last = entries.length < LOOKED_AT_ONCE ? seq : entries.at(-1)!.seq;
  journal.commitWith(() => {
    const aggregate = states.aggregateOf(key)!;
    const filled = entries
      .filter(({ counted: { isProvisional } }) => !(isProvisional && aggregate.asksOutcome))
      .map((entry) => ({ names: namesOf(entry.counted), payment: withOutcome(entry.payment, entry.isDeclined) }));
    states.fill(aggregate, filled, now);
    counted.advance(key, { filledSeq: last });
  });
  return last < seq ? "more" : "done";
}

function fillFromHistory(
  { key, payments, upTo }: Extract<FillOrder, { step: "history" }>,
  { counted, states, journal }: Parts,
  now: number,
): FillStep {
  const { cursorAt, cursorId } = counted.startOf(key)!;
  const isLater = (at: number, id: string) => at > cursorAt || (at === cursorAt && id > cursorId);
  if (!isLater(upTo.at, upTo.id)) return "done";
  journal.commitWith(() => {
    // What the journal holds was counted from there, or as it came.
    const older = payments.filter(
      ({ decidedAt, payment: { id } }) => isLater(decidedAt, id) && !journal.findCounted(id),
    );
    states.fill(states.aggregateOf(key)!, older, now);
    counted.advance(key, { cursorAt: upTo.at, cursorId: upTo.id });
  });
  return "done";
}
