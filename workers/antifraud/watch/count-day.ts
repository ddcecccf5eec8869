import type { DrizzleD1Database } from "drizzle-orm/d1";
import { type Counted, countSample, type Distributions } from "./reference.ts";
import { sampleScored, type Watched } from "./scored-payments.ts";
import type { DayRow } from "./watch-store.ts";

/** Payments of a day that are looked at; more would tell drift no better. */
const DAY_SAMPLE = 5000;

/** What a model's payments of a day were like, by the edges of its reference. */
export async function countDay(
  db: DrizzleD1Database,
  { organizationId, day, payments }: Pick<DayRow, "organizationId" | "day" | "payments">,
  watched: Watched,
  reference: Distributions,
): Promise<Counted> {
  const every = Math.max(1, Math.floor(payments / DAY_SAMPLE));
  return countSample(reference, await sampleScored(db, organizationId, watched, day, day, every));
}
