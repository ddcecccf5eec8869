import { auditOf, pagesOfTenants } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent, publishEvents, type RetentionDue } from "#platform/events";
import { log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { PrivacyPart, RetentionClass } from "#platform/privacy";
import { invalidRequest } from "#platform/problem";
import { listRetention, markSwept, type RetentionRow, saveRetention } from "./retention-store.ts";
import type { RetentionView } from "./schemas.ts";

const DAY_MS = 24 * 3600 * 1000;
/** Rows of a class that one message forgets; what is left comes with the next. */
const ROWS_AT_ONCE = 1000;

const daysOf = ({ days }: RetentionClass, chosen: RetentionRow | undefined): number => chosen?.days ?? days;

/** Lets every organisation's data be looked through, each by itself behind the queue. */
export async function beginRetention({ db, env }: Platform): Promise<void> {
  for await (const tenants of pagesOfTenants(db))
    await publishEvents(
      env,
      tenants.map((organizationId) => ({ type: "privacy.retention_due" as const, organizationId })),
    );
}

/**
 * Forgets what is past its time, so many rows of a class a message. Rows that are forgotten are found no more, so whoever
 * dies, the next message goes on.
 */
export function forgetPast(parts: readonly PrivacyPart[]) {
  const classes = parts.flatMap(({ retention }) => retention);
  return async (platform: Platform, events: readonly RetentionDue[]): Promise<void> => {
    for (const organizationId of new Set(events.map((event) => event.organizationId))) {
      const rows = await listRetention(platform.db, organizationId);
      let isAnythingLeft = false;
      for (const entry of classes) {
        const known = rows.get(entry.name);
        const from = known?.sweptUntil ?? 0;
        const before = platform.now() - daysOf(entry, known) * DAY_MS;
        if (before <= from) continue;
        const forgotten = await entry.sweep(platform, organizationId, { from, before, limit: ROWS_AT_ONCE });
        if (forgotten > 0)
          log("info", "data past its time forgotten", { organizationId, class: entry.name, forgotten });
        if (forgotten < ROWS_AT_ONCE) await markSwept(platform.db, organizationId, entry.name, before);
        else isAnythingLeft = true;
      }
      if (isAnythingLeft) await publishEvent(platform.env, { type: "privacy.retention_due", organizationId });
    }
  };
}

/** After how many days the caller's organisation forgets what. */
export async function readRetention(
  { db, language }: Platform,
  { organizationId }: Caller,
  parts: readonly PrivacyPart[],
): Promise<{ data: RetentionView[] }> {
  const rows = await listRetention(db, organizationId);
  return {
    data: parts
      .flatMap(({ retention }) => retention)
      .map((entry) => ({
        class: entry.name,
        title: entry.title[language],
        days: daysOf(entry, rows.get(entry.name)),
        default_days: entry.days,
        least: entry.bounds?.least ?? null,
        most: entry.bounds?.most ?? null,
      })),
  };
}

/** Chooses after how many days classes are forgotten, within their bounds. What is forgotten does not come back. */
export async function changeRetention(
  platform: Platform,
  caller: Caller,
  parts: readonly PrivacyPart[],
  days: Record<string, number | null>,
  requestId: string,
): Promise<{ data: RetentionView[] }> {
  const classes = new Map(parts.flatMap(({ retention }) => retention).map((entry) => [entry.name, entry]));
  const errors = Object.entries(days).flatMap(([name, value]) => {
    const path = `days.${name}`;
    const entry = classes.get(name);
    if (!entry) return [{ path: "days", message: "Names a class that does not exist" }];
    if (!entry.bounds) return [{ path, message: "Cannot be chosen" }];
    const { least, most } = entry.bounds;
    return value !== null && (value < least || value > most)
      ? [{ path, message: `Has to be from ${least} to ${most}` }]
      : [];
  });
  if (errors.length > 0) throw invalidRequest({ errors });
  const { organizationId } = caller;
  const before = await listRetention(platform.db, organizationId);
  const changes = Object.fromEntries(
    Object.entries(days).map(([name, value]) => {
      const entry = classes.get(name)!;
      return [name, [String(daysOf(entry, before.get(name))), String(value ?? entry.days)] as const];
    }),
  );
  const change = { organizationId, actor: caller, action: "privacy.retention_changed" as const, requestId, changes };
  await saveRetention(platform.db, organizationId, days, auditOf(platform, { ...change, target: organizationId }));
  return readRetention(platform, caller, parts);
}
