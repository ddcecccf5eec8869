import type { Sealer } from "#platform/seal";

/** What a payer is found by in snoozes: a keyed hash of the name of their activity, which tells the organisation too. */
export const payerIndexOf = (sealer: Sealer, entity: string): string => sealer.indexNow(`antifraud|snooze|${entity}`);
