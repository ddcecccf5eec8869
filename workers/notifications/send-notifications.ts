import { type NotificationsQueued, publishEvent, publishEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import { placeOf, type SealedPart } from "./compose-notification.ts";
import { openProviders, type Providers, tellUnconfigured } from "./providers/choose-provider.ts";
import { type Outcome, ProviderUnreachable } from "./providers/provider.ts";
import { renderChat, renderMail, renderSms } from "./render.ts";
import { MOST_ATTEMPTS, nextAttempt } from "./retry-schedule.ts";
import { eventsOf } from "./send-soon.ts";
import { claimNotification, markFailed, markSent, type NotificationRow, putOff } from "./store.ts";

/** A provider has this long to answer, signing in included. */
const ANSWERS_WITHIN_MS = 10_000;
/** Longer than any attempt takes, so that only a crash lets a claim run out. */
const LEASE_MS = 60_000;
/** The runtime opens six connections at once. */
const AT_ONCE = 6;
/** So many a reaction: the events of others wait behind it. */
const A_REACTION = 60;
/** An attempt that is due before the next sweep is asked for through the queue. */
const SWEEP_MS = 5 * 60_000;

type Queued = Pick<NotificationRow, "id" | "organizationId" | "channel">;

/**
 * Sends what the events name, each once however often it is named: a row is claimed before it is sent. Whoever crashes
 * between sending and marking leaves it to the next attempt, so that a person may get it twice, never not at all.
 */
export async function sendNotifications(platform: Platform, events: readonly NotificationsQueued[]): Promise<void> {
  const providers = openProviders(platform);
  const queued = events
    .flatMap(({ ids, organizationId, channel }) => ids.map((id): Queued => ({ id, organizationId, channel })))
    // Rows of sandboxes do not wait; that none is sent shall not hang on that alone.
    .filter(({ organizationId }) => !isSandbox(organizationId))
    .filter(({ channel }) => providers[channel] || tellUnconfigured(channel));
  const wanted = [...new Map(queued.map((one) => [one.id, one])).values()];
  const failures = await inLanes(wanted.slice(0, A_REACTION), (one) => sendOne(platform, providers, one));
  // Thrown at the end, since one row that fails shall not keep the others waiting for its retries.
  if (failures.length > 0) throw failures[0];
  if (wanted.length > A_REACTION) await publishEvents(platform.env, eventsOf(wanted.slice(A_REACTION)));
}

/** Does a job for each item, some at once; returns what failed. */
async function inLanes<T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<unknown[]> {
  const failures: unknown[] = [];
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await job(item).catch((failure) => failures.push(failure));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return failures;
}

async function sendOne(platform: Platform, providers: Providers, { organizationId, id }: Queued): Promise<void> {
  const { db } = platform;
  const claimedAt = platform.now();
  const row = await claimNotification(db, organizationId, id, { now: claimedAt, leaseUntil: claimedAt + LEASE_MS });
  const provider = row && providers[row.channel]?.name;
  if (!provider) return;
  const outcome = await attempt(platform, providers, row);
  const now = platform.now();
  const about = { notificationId: id, organizationId, channel: row.channel, template: row.template, provider };
  const attempts = row.attempts;
  if (outcome.kind === "sent") {
    await insist(() => markSent(db, row, { provider, providerId: outcome.providerId, now }));
    log("info", "notification sent", { ...about, attempts });
    return;
  }
  const failure = outcome.reason;
  const dueAt = outcome.kind === "later" ? nextAttempt(row, now, outcome.retryAfterMs) : null;
  if (dueAt === null) {
    await markFailed(db, row, { provider, failure, now });
    log("error", "notification given up", { ...about, attempts, failure });
    return;
  }
  await putOff(db, row, { provider, failure, dueAt });
  log("warn", "notification put off", { ...about, attempts, failure });
  if (dueAt - now < SWEEP_MS) await askAgain(platform, row, dueAt - now);
}

/** Hands a message to its provider. What goes wrong on our side is tried again as well: it may be gone after a release. */
async function attempt(platform: Platform, providers: Providers, row: NotificationRow): Promise<Outcome> {
  if (row.usefulUntil <= platform.now()) return { kind: "never", reason: "outdated" };
  if (row.attempts > MOST_ATTEMPTS || row.sealed === null) return { kind: "never", reason: "interrupted too often" };
  try {
    // SAFETY: sealed by composeNotification().
    const { to, values } = JSON.parse(await platform.sealer.open(row.sealed, placeOf(row.id))) as SealedPart;
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const { id } = row;
    if (row.channel === "slack")
      return await providers.slack.send({ id, to, content: renderChat(platform.env, row, values) }, signal);
    return row.channel === "email"
      ? await providers.email!.send({ id, to, content: renderMail(platform.env, row, values) }, signal)
      : await providers.sms!.send({ id, to, content: renderSms(platform.env, row, values) }, signal);
  } catch (failure) {
    if (failure instanceof ProviderUnreachable) return { kind: "later", reason: failure.message };
    log("error", "notification could not be made", { notificationId: row.id, ...describeFailure(failure) });
    return { kind: "later", reason: "internal" };
  }
}

const PAUSE_MS = 250;

/** Tries three times: what left and is not marked would leave again. */
async function insist(job: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await job();
    } catch (failure) {
      if (tries === 3) throw failure;
      await new Promise((wait) => setTimeout(wait, PAUSE_MS));
    }
  }
}

/** Asks for the next attempt at its time; where that fails the sweep is a few minutes later. */
async function askAgain(platform: Platform, row: NotificationRow, delayMs: number): Promise<void> {
  const [event] = eventsOf([row]);
  await publishEvent(platform.env, event!, { delaySeconds: Math.ceil(delayMs / 1000) }).catch((failure) =>
    log("warn", "notifications left to the sweep", { notifications: 1, ...describeFailure(failure) }),
  );
}
