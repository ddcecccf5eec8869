import { type Audited, publishEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { AuditRow } from "../store.ts";
import { auditChain } from "./chains.ts";
import { insertMissing, listWaitingOrganizations } from "./store.ts";

/** Gives the rows of organisations their places; before it, keeps rows that the database had not taken. */
export async function extendChains({ db, env }: Platform, events: readonly Audited[]): Promise<void> {
  // SAFETY: written by auditRead().
  await insertMissing(db, events.flatMap(({ row }) => row ?? []) as AuditRow[]);
  const organizations = [...new Set(events.map(({ organizationId }) => organizationId))];
  await Promise.all(
    organizations.map((organizationId) =>
      // Not thrown: other events of the batch would wait for it, and the sweep comes back in any case.
      auditChain(env, organizationId)
        .extend(organizationId)
        .catch((failure) => log("warn", "audit chain not extended", { organizationId, ...describeFailure(failure) })),
    ),
  );
}

/** Wakes the chains for which rows wait, whoever forgot to. */
export async function sweepUnchained({ db, env }: Platform): Promise<void> {
  const organizations = await listWaitingOrganizations(db);
  await publishEvents(
    env,
    organizations.map((organizationId) => ({ type: "auth.audited" as const, organizationId })),
  );
}
