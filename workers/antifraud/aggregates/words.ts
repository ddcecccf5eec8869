import type { Cursor } from "#platform/page";
import type { Payment } from "../signals/payment.ts";

/** What an organisation counts, on its way to an object: `book` is a list of `BookedAggregate`. */
export type AggregatesWord = { revision: number; book: string; toldAt: number };

/** A decision that is older than an aggregate. Its payment carries the outcome that is known by now. */
export type PastPayment = { decidedAt: number; payment: Payment; names: string[] };

/** One step of filling the aggregate of a key in. */
export type FillOrder = { key: string } & (
  | { step: "journal" }
  /** Stored decisions in the order of their time and id, all of those that the entities here took part in up to `upTo`. */
  | { step: "history"; payments: PastPayment[]; upTo: Cursor }
  /** From `since` on everything is counted. */
  | { step: "finish"; since: number }
);

/** Whether the step is over, has to be sent again to go on, or is of an aggregate that is not counted there. */
export type FillStep = "done" | "more" | "unknown";
