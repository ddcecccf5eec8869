import type { BreakerTripped, ModelAlert } from "#platform/events";
import { deriveId } from "#platform/ids";
import type { Platform } from "#platform/platform";
import { DAY } from "../signals/windows.ts";
import { type AlertRow, UNTOLD, upsertAlert } from "./alert-store.ts";
import type { AlertSource } from "./words.ts";

/** An alert that something other than a rule watches over. `key` is unique for it in its organisation and source. */
export type WatchedAlert = Pick<
  AlertRow,
  | "organizationId"
  | "sourceId"
  | "name"
  | "kind"
  | "severity"
  | "value"
  | "threshold"
  | "subject"
  | "firedAt"
  | "endedAt"
> & { source: Exclude<AlertSource, "rule">; key: string };

/**
 * Puts an alert of another watch into the history, so that a person has one place for all of them. Its own event tells customers
 * of it, so nothing is told here. Repeats change nothing; that it is over (`endedAt`) may come before that it began.
 *
 * Whatever raises alerts by events gets a reaction that calls this, beside `recordModelAlerts`.
 */
export async function recordAlert({ db }: Pick<Platform, "db">, alert: WatchedAlert): Promise<void> {
  const { key, ...fields } = alert;
  await upsertAlert(db, {
    ...fields,
    id: await deriveId("alert", [alert.source, alert.organizationId, key].join("|")),
    comparison: null,
    baseline: null,
    windowMinutes: null,
    beganAt: alert.firedAt,
    acknowledgedBy: null,
    acknowledgedAt: null,
    news: UNTOLD,
    announced: UNTOLD,
  });
}

/** What the watch over models says is wrong, or no longer. */
export async function recordModelAlerts(platform: Platform, events: readonly ModelAlert[]): Promise<void> {
  for (const { organizationId, version, kind, state, raisedDay, day, figure, threshold, subject } of events)
    await recordAlert(platform, {
      organizationId,
      source: "model",
      key: [version, kind, raisedDay].join("|"),
      sourceId: version,
      name: version,
      kind,
      severity: "warning",
      value: figure,
      threshold,
      subject,
      // A day's figures are known when it is over.
      firedAt: (raisedDay + 1) * DAY,
      endedAt: state === "resolved" ? (day + 1) * DAY : null,
    });
}

/** Rules, and the model, that a breaker stopped from blocking, until somebody lets them again. */
export async function recordTrips(platform: Platform, events: readonly BreakerTripped[]): Promise<void> {
  for (const { organizationId, ref, generation, name, state, rate, band, at } of events)
    await recordAlert(platform, {
      organizationId,
      source: "breaker",
      key: [ref, generation].join("|"),
      sourceId: ref,
      name,
      kind: "block_rate",
      severity: "critical",
      value: rate,
      threshold: band.limit,
      subject: null,
      firedAt: at,
      endedAt: state === "reset" ? at : null,
    });
}
