import { colleaguesOf } from "#auth";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import type { ReviewStats } from "./schemas.ts";
import { countByReviewer, countQueue, openedAtOf } from "./stats-store.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Tashkent is five hours ahead all year. */
const TASHKENT_MS = 5 * HOUR_MS;

/** When the day of a moment began in Tashkent, epoch milliseconds. */
const dayBegan = (at: number): number => Math.floor((at + TASHKENT_MS) / DAY_MS) * DAY_MS - TASHKENT_MS;

/** How the queue of an organisation stands now, and what was closed since midnight in Tashkent. */
export async function readStats(platform: Platform, organizationId: string): Promise<ReviewStats> {
  const { db } = platform;
  const now = businessNow(platform);
  const today = dayBegan(now);
  const [counts, byReviewer] = await Promise.all([
    countQueue(db, organizationId, now, today),
    countByReviewer(db, organizationId, now, today),
  ]);
  const middle = await openedAtOf(db, organizationId, counts.open);
  const people = await colleaguesOf(
    platform,
    organizationId,
    byReviewer.map(({ id }) => id),
  );
  return {
    ...counts,
    median_age_seconds: middle === null ? null : Math.max(0, Math.round((now - middle) / 1000)),
    day: new Date(today + TASHKENT_MS).toISOString().slice(0, 10),
    reviewers: byReviewer.map((row) => ({ ...row, name: people.get(row.id)?.name ?? null })),
  };
}
