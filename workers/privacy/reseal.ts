import { auditOf, pagesOfTenants } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent, publishEvents, type ResealDue } from "#platform/events";
import { log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { PrivacyPart } from "#platform/privacy";
import { keepResealed, listResealed, saveAudit } from "./reseal-store.ts";
import type { KeysView } from "./schemas.ts";

/** Isolates that know only the older ring go on sealing by it for a while. */
const AGAIN_SECONDS = 60;

/** What is sealed by the ring and not sealed anew is gone by then: events in the journals of payments, and in the queue. */
const QUIET_MS = 5 * 24 * 3600 * 1000;

const ringOf = (env: Env): string[] => env.SEAL_KEYS.split(",").map((entry) => entry.trim().split(":")[0] ?? "");

/** Has everything sealed by the newest key of the ring, each organisation behind the queue; nothing where there is no older one. */
export async function beginResealing(platform: Platform): Promise<void> {
  if (ringOf(platform.env).length < 2) return;
  for await (const tenants of pagesOfTenants(platform.db))
    await publishEvents(
      platform.env,
      tenants.map((organizationId) => ({ type: "privacy.reseal_due" as const, organizationId })),
    );
}

/** Seals anew what an organisation has under older keys. It is done once a whole walk finds nothing more. */
export function resealOrganizations(parts: readonly PrivacyPart[]) {
  return async (platform: Platform, events: readonly ResealDue[]): Promise<void> => {
    for (const organizationId of new Set(events.map((event) => event.organizationId))) {
      let resealed = 0;
      let stuck = 0;
      for (const { reseal } of parts) resealed += (await reseal?.(platform, organizationId)) ?? 0;
      if (resealed > 0) {
        log("info", "envelopes sealed anew", { organizationId, resealed, keyId: platform.sealer.keyId });
        const again = { type: "privacy.reseal_due" as const, organizationId };
        await publishEvent(platform.env, again, { delaySeconds: AGAIN_SECONDS });
        continue;
      }
      for (const part of parts) stuck += (await part.stuck?.(platform, organizationId)) ?? 0;
      await keepResealed(platform.db, platform.sealer.keyId, organizationId, { now: platform.now(), stuck });
    }
  };
}

/** Begins at once what the night would begin, for a super administrator. */
export async function orderResealing(platform: Platform, caller: Caller, requestId: string): Promise<KeysView> {
  const { organizationId } = caller;
  const target = platform.sealer.keyId;
  const order = { organizationId, actor: caller, action: "keys.resealing_begun" as const, target, requestId };
  await saveAudit(platform.db, auditOf(platform, order));
  await beginResealing(platform);
  return readKeys(platform);
}

/** The keys of the ring, and how far everything is from being under the newest. */
export async function readKeys(platform: Platform): Promise<KeysView> {
  const [current = "", ...older] = ringOf(platform.env);
  const { organizations, done, stuck, lastDoneAt } = await listResealed(platform.db, current);
  const isDone = done === organizations && stuck === 0;
  const quietAt = lastDoneAt === null ? null : lastDoneAt + QUIET_MS;
  const isQuiet = quietAt !== null && quietAt <= platform.now();
  return {
    current,
    older,
    organizations,
    organizations_done: done,
    stuck,
    may_drop: isDone && isQuiet ? older : [],
    may_drop_from: isDone && quietAt !== null && older.length > 0 ? new Date(quietAt).toISOString() : null,
  };
}
