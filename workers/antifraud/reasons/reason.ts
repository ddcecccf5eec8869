import type { Localized } from "#platform/i18n";
import type { Advice } from "../advices.ts";
import type { PaymentFacts } from "../describe-payment.ts";
import type { FeatureGroup } from "../signals/feature-groups.ts";
import type { Features } from "../signals/features.ts";

/** What a sentence may fill in. */
export type ReasonFacts = Partial<Features> &
  PaymentFacts & {
    homeCity: string | null;
    /** Names of the organisation's rules that hit. */
    blockingRules?: string;
    reviewingRules?: string;
    /** Names of the lists that held something of the payment. */
    blockingLists?: string;
    watchingLists?: string;
    /** Values of the organisation's aggregates. */
    [aggregate: `agg.${string}`]: number | null;
  };

export type Reason = {
  /** Whose part in the model's score it puts into words. */
  group: FeatureGroup | null;
  /** How much it says beside others of its group, or beside all where the model gave no opinion. */
  weight: number;
  /** What to do when it leads. */
  advice: Advice;
  /** Whether its sentence is true of the payment, also where no rule hit. */
  applies: (facts: ReasonFacts) => boolean;
  sentence: Localized<(facts: ReasonFacts) => string>;
};

/** A reason of less weight says little by itself: it is named only where the model shows that it moved the score. */
export const SPEAKS_ALONE_FROM = 25;

export const at = (value: number | null | undefined): number => value ?? 0;
export const times = (value: number | null | undefined) => at(value).toFixed(at(value) < 10 ? 1 : 0);
export const whole = (value: number | null | undefined) => Math.floor(at(value)).toString();
export const isWithinDays = (age: number | null | undefined, days: number) =>
  age !== null && age !== undefined && age < days;
export const placeOf = ({ city, country }: ReasonFacts) => city ?? country ?? "—";
