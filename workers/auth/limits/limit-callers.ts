import { createMiddleware } from "hono/factory";
import type { Http } from "#platform/http";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { tooManyRequests } from "#platform/problem";
import { Leases } from "./leases.ts";
import { type Policy, policiesFor } from "./policies.ts";
import type { Grant } from "./sliding-window.ts";

const leases = new Leases();

/**
 * Counts a request against every quota of its caller, and refuses it where one is used up. Headers are those of
 * draft-ietf-httpapi-ratelimit-headers-11.
 */
export const limitCallers = createMiddleware<Http>(async (c, next) => {
  const { platform, caller } = c.var;
  const policies = policiesFor(caller);
  const taken: { policy: Policy; grant: Grant }[] = [];
  for (const policy of policies) {
    const grant = await takeOne(platform, policy);
    taken.push({ policy, grant });
    if (grant.granted > 0) continue;
    for (const { policy: passed } of taken.slice(0, -1)) leases.giveBack(passed.counter);
    throw tooManyRequests({
      detail: `The quota "${policy.name}" of ${policy.limit} requests an hour is used up`,
      headers: { ...headersOf(policies, taken), "retry-after": String(grant.retryAfterS) },
    });
  }
  for (const [name, value] of Object.entries(headersOf(policies, taken))) c.header(name, value, { append: true });
  await next();
});

/** A window that cannot be asked lets pass: quotas are no defence, and the guards against floods stand before them. */
async function takeOne({ env, now }: Platform, { counter, limit, seconds }: Policy): Promise<Grant> {
  const at = now();
  try {
    return await leases.take(
      counter,
      (wanted) => env.RATE_WINDOW.getByName(counter).take(wanted, limit, seconds, at),
      at,
    );
  } catch (failure) {
    log("error", "quota could not be counted", { counter, ...describeFailure(failure) });
    return { granted: 1, remaining: limit, retryAfterS: 0 };
  }
}

function headersOf(
  policies: readonly Policy[],
  taken: readonly { policy: Policy; grant: Grant }[],
): Record<string, string> {
  if (policies.length === 0) return {};
  return {
    "ratelimit-policy": policies.map(({ name, limit, seconds }) => `"${name}";q=${limit};w=${seconds}`).join(", "),
    ratelimit: taken
      .map(({ policy: { name, seconds }, grant }) => `"${name}";r=${grant.remaining};t=${grant.retryAfterS || seconds}`)
      .join(", "),
  };
}
