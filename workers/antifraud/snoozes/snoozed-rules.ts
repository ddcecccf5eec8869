/** A rule that is out of force for one payer, by the keyed hash of the payer's name; until when, epoch milliseconds. */
export type Snooze = { ruleId: string; payer: string; until: number };

/** Snoozes by payer. */
export type Snoozes = ReadonlyMap<string, readonly Snooze[]>;

export const bySnoozedPayer = (snoozes: readonly Snooze[]): Snoozes => Map.groupBy(snoozes, ({ payer }) => payer);

/** The rules that are out of force at a time for a payment of the card and user of those hashes. */
export const snoozedRules = (snoozes: Snoozes, payers: readonly string[], at: number): ReadonlySet<string> =>
  new Set(
    payers.flatMap((payer) => (snoozes.get(payer) ?? []).flatMap(({ ruleId, until }) => (until > at ? [ruleId] : []))),
  );
