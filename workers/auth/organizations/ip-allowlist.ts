import type { Caller } from "#platform/caller";
import { isInNetworks } from "#platform/networks";
import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { addressNotAllowed } from "../errors.ts";
import type { OrganizationRow } from "../store.ts";
import { organizationNotFound, ownAddressMissing } from "./errors.ts";
import { tellWorkspace } from "./manage-organizations.ts";
import { organizationInReach } from "./reach.ts";
import { changeOrganization } from "./store.ts";

export type Allowlist = { networks: string[] };

/** The networks from which an organisation may be used; none means from anywhere. */
export async function readAllowlist(platform: Platform, caller: Caller, organizationId: string): Promise<Allowlist> {
  return { networks: (await organizationInReach(platform, caller, organizationId)).allowedNetworks };
}

/**
 * Replaces the networks from which the people and keys of an organisation may ask, in effect within a second. A list that
 * would lock its author out is refused.
 */
export async function changeAllowlist(
  platform: Platform,
  caller: Caller,
  organizationId: string,
  networks: string[],
  requestId: string,
): Promise<Allowlist> {
  const before = await organizationInReach(platform, caller, organizationId);
  const next = [...new Set(networks)];
  const binds = caller.organizationId === organizationId && !isExempt(caller);
  if (binds && !isAllowed(next, platform.clientAddress)) throw ownAddressMissing();
  const audit = auditOf(platform, {
    organizationId,
    actor: caller,
    action: "organization.networks_changed",
    target: organizationId,
    requestId,
    changes: { allowed_networks: [before.allowedNetworks.join(" "), next.join(" ")] },
  });
  const after = await changeOrganization(platform.db, organizationId, { allowedNetworks: next }, platform.now(), audit);
  if (!after) throw organizationNotFound();
  await tellWorkspace(platform, after);
  return { networks: after.allowedNetworks };
}

/** Refuses a sign-in from where its tokens would open nothing. */
export function guardAddress(
  { allowedNetworks }: OrganizationRow,
  person: { role: string },
  address: string | null,
): void {
  if (!isExempt(person) && !isAllowed(allowedNetworks, address)) throw addressNotAllowed();
}

/** Nobody else could undo a list that shuts everyone out. */
export const isExempt = ({ role }: { role?: string }): boolean => role === "super_admin";

const isAllowed = (networks: readonly string[], address: string | null): boolean =>
  networks.length === 0 || isInNetworks(address, networks);
