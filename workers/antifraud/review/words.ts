/** Where a review stands. A claim is a lease: once it is over, the review is open, or escalated, again. */
export const states = ["open", "claimed", "escalated", "closed"] as const;
export type State = (typeof states)[number];

/** What a review may end in. */
export const verdicts = ["APPROVED", "BLOCKED"] as const;
export type VerdictName = (typeof verdicts)[number];

/** How a payment turned out to whoever looked at it; an inconclusive one is no label. */
export const outcomes = ["confirmed_fraud", "false_positive", "inconclusive"] as const;
export type Outcome = (typeof outcomes)[number];

/** What a note was written with; the comment on a verdict that was undone is withdrawn. */
export const noteKinds = ["note", "escalation", "verdict", "withdrawn"] as const;

/** How a payer was asked to prove that it is them, and what came of it. */
export const methods = ["sms", "call", "3ds", "biometric"] as const;
export const results = ["passed", "failed", "expired"] as const;

/** How long a claim holds unless it is renewed, milliseconds. */
export const LEASE_MS = 15 * 60_000;

/** How long a verdict may be undone, and is told to nobody; milliseconds. */
export const UNDO_MS = 10_000;

/** Whose verdict it is where a passed verification approved by the organisation's policy. */
export const POLICY = "policy";
