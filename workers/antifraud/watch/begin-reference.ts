import type { DrizzleD1Database } from "drizzle-orm/d1";
import { DAY } from "../signals/windows.ts";
import { countDay } from "./count-day.ts";
import { DRIFT_DAYS } from "./figures.ts";
import { describeSample } from "./reference.ts";
import { findFirstPayment, sampleScored, type Watched } from "./scored-payments.ts";
import { type DayRow, listPaymentDays, saveReference } from "./watch-store.ts";

/**
 * Days until an organisation's windows are full: those of labels look 28 days back, a week late, so before that every feature
 * of history moves by itself.
 */
const SETTLING_DAYS = 35;
/** What a model's first days from then on must hold before later ones are compared with them. */
export const FIRST_DAYS = 7;
export const FIRST_PAYMENTS = 2000;
/** How many of these payments are looked at. */
const FIRST_SAMPLE = 7000;
const MOST_DAYS = 366;

/** The days, newest first, on which a model scored payments of an organisation that had settled. */
export async function referenceDays(db: DrizzleD1Database, organizationId: string, version: string) {
  const settled = await settledFrom(db, organizationId);
  return settled === null ? [] : listPaymentDays(db, organizationId, version, settled, MOST_DAYS);
}

/** The day from which on an organisation's windows are full; null where it never paid. */
export async function settledFrom(db: DrizzleD1Database, organizationId: string): Promise<number | null> {
  const first = await findFirstPayment(db, organizationId);
  return first === null ? null : Math.floor(first / DAY) + SETTLING_DAYS;
}

/**
 * Describes the payments of a model's first days in an organisation, once there are enough of them. A model that brings what
 * it learned from needs none; the model that comes with the service does, since it learned from simulated payments.
 */
export async function beginReference(
  db: DrizzleD1Database,
  organizationId: string,
  watched: Watched,
  day: number,
): Promise<void> {
  const days = await referenceDays(db, organizationId, watched.version);
  const payments = days.reduce((sum, of) => sum + of.payments, 0);
  const from = days.at(-1)?.day;
  if (days.length < FIRST_DAYS || payments < FIRST_PAYMENTS || from === undefined) return;
  const every = Math.max(1, Math.floor(payments / FIRST_SAMPLE));
  const sample = await sampleScored(db, organizationId, watched, from, day, every);
  const distributions = describeSample(sample);
  const { version } = watched;
  // The next days are looked at together with the last of these, so that weeks are whole.
  const counted: DayRow[] = [];
  for (const of of days.filter((row) => row.day > day - DRIFT_DAYS)) {
    const row = { organizationId, version, ...of };
    counted.push({ ...row, counted: await countDay(db, row, watched, distributions), figures: null });
  }
  const span = { fromDay: from, toDay: day, payments: sample.length };
  await saveReference(db, { organizationId, version, kind: "first_days", ...span, distributions }, counted);
}
