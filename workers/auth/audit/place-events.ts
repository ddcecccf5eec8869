import { type Head, hashEvent } from "./chain.ts";
import { type StoredEvent, toEvent } from "./event.ts";

/** The place of one event in its organisation's chain. */
export type Place = {
  id: string;
  sequence: number;
  previousHash: string;
  hash: string;
  /** The personal parts as they were hashed: the row gets them together with its place. */
  ipAddress: string | null;
  changes: string | null;
};

/** The places of events that follow `head`, in their order. */
export function placeEvents(head: Head, rows: readonly StoredEvent[]): Place[] {
  let last = head;
  return rows.map((row) => {
    const sequence = last.sequence + 1;
    const place = {
      id: row.id,
      sequence,
      previousHash: last.hash,
      hash: hashEvent(last.hash, toEvent(row, sequence)),
      ipAddress: row.ipAddress,
      changes: row.changes,
    };
    last = place;
    return place;
  });
}
