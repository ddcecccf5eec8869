import { createMiddleware } from "hono/factory";
import type { Caller } from "#platform/caller";
import type { Http } from "#platform/http";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { isSandbox } from "#platform/sandbox";
import type { AuditAction } from "../audit/actions.ts";
import { auditOf } from "../audit/audit-of.ts";
import { clockBackwards } from "../errors.ts";
import { saveAudit } from "../store.ts";
import type { AuditChanges } from "../tables.ts";
import type { TestClock } from "./schemas.ts";

/** So far ahead the clock may be stopped: over a year, and a month in which what a year does can be seen. */
const MOST_DAYS_AHEAD = 400;
const DAY_MS = 24 * 3_600_000;

/** The object that keeps a sandbox's clock. */
const clockOf = (env: Env, organizationId: string) => env.WORKSPACE.getByName(organizationId);

/**
 * Reads the sandbox's clock for a request in test mode. Anew for each, so that a test which sets the clock and goes on finds it
 * set in every isolate; live requests pass without a look.
 */
export const readTestClock = createMiddleware<Http>(async (c, next) => {
  const { caller, platform } = c.var;
  c.set("platform", await onTestClock(platform, caller.organizationId));
  await next();
});

/** A platform on the clock of a sandbox; as it is for whoever is none. */
export async function onTestClock(platform: Platform, organizationId: string): Promise<Platform> {
  if (!isSandbox(organizationId)) return platform;
  return { ...platform, testClock: await clockOf(platform.env, organizationId).testClock };
}

/** What the clock of the caller's sandbox shows. */
export const showClock = (platform: Platform): TestClock => viewOf(platform, platform.testClock);

/** Stops the clock of the caller's sandbox at a time, or moves it on to one; of parallel calls none takes it back. */
export async function stopClock(
  platform: Platform,
  { organizationId, id }: Caller,
  at: number,
  requestId: string,
): Promise<TestClock> {
  const now = platform.now();
  if (at > now + MOST_DAYS_AHEAD * DAY_MS)
    throw invalidRequest({ errors: [{ path: "frozen_at", message: `Lies more than ${MOST_DAYS_AHEAD} days ahead` }] });
  const { before, stands } = await clockOf(platform.env, organizationId).stopClock(at, now);
  if (stands !== at) throw clockBackwards(`It shows ${iso(stands)}`);
  const changes = { frozen_at: [before === null ? null : iso(before), iso(at)] as const };
  await audit(platform, { organizationId, actor: id, action: "sandbox.clock_stopped", requestId, changes });
  return viewOf(platform, at);
}

/** Lets the clock of the caller's sandbox run with the real time again. */
export async function resetClock(
  platform: Platform,
  { organizationId, id }: Caller,
  requestId: string,
): Promise<TestClock> {
  const before = await clockOf(platform.env, organizationId).resetClock();
  const changes = { frozen_at: [before === null ? null : iso(before), null] as const };
  await audit(platform, { organizationId, actor: id, action: "sandbox.clock_reset", requestId, changes });
  return viewOf(platform, null);
}

/** After the change, of which alone the object can say that it happens; a request whose row fails is repeated, and writes it then. */
const audit = (
  platform: Platform,
  row: { organizationId: string; actor: string; action: AuditAction; requestId: string; changes: AuditChanges },
) => saveAudit(platform.db, auditOf(platform, { ...row, target: row.organizationId }));

const viewOf = ({ now }: Platform, testClock: number | null): TestClock => ({
  frozen_at: testClock === null ? null : iso(testClock),
  now: iso(testClock ?? now()),
  latest: iso(now() + MOST_DAYS_AHEAD * DAY_MS),
});

const iso = (at: number) => new Date(at).toISOString();
