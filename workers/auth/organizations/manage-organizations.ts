import type { Caller } from "#platform/caller";
import { type OrganizationChanged, publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { FieldError } from "#platform/problem";
import { auditOf } from "../audit/audit-of.ts";
import type { NewOrganization, OrganizationUpdate, OrganizationView } from "../schemas.ts";
import { findOrganization, type OrganizationRow } from "../store.ts";
import type { AuditChanges } from "../tables.ts";
import { tellAccess } from "../tell-access.ts";
import { entitlementsFixed, organizationNotFound } from "./errors.ts";
import { organizationInReach } from "./reach.ts";
import { standingOf, tellStanding } from "./standing.ts";
import { changeOrganization, type OrganizationChanges, saveOrganization } from "./store.ts";

const placeOfBillingEmail = (id: string) => `organizations|billing_email|${id}`;

export async function createOrganization(
  platform: Platform,
  caller: Caller,
  input: NewOrganization,
  requestId: string,
): Promise<OrganizationView> {
  const id = platform.newId("org");
  const now = platform.now();
  const row: OrganizationRow = {
    id,
    name: input.name,
    type: input.type,
    modules: [...new Set(input.modules)],
    subscriptionTier: input.subscription_tier,
    billingEmail: await platform.sealer.seal(input.billing_email, placeOfBillingEmail(id)),
    createdAt: now,
    updatedAt: now,
    secondFactor: "optional",
    allowedNetworks: [],
  };
  const created = {
    organizationId: id,
    actor: caller.id,
    action: "organization.created" as const,
    target: id,
    requestId,
  };
  await saveOrganization(platform.db, row, auditOf(platform, created));
  return toView(platform, row);
}

export async function readOrganization(platform: Platform, caller: Caller, id: string): Promise<OrganizationView> {
  return toView(platform, await organizationInReach(platform, caller, id));
}

/** Changes an organisation; what it pays for is changed by super administrators alone. */
export async function updateOrganization(
  platform: Platform,
  caller: Caller,
  id: string,
  input: OrganizationUpdate,
  requestId: string,
): Promise<OrganizationView> {
  const before = await organizationInReach(platform, caller, id);
  const fixed: FieldError[] = (["subscription_tier", "modules", "type"] as const).flatMap((path) =>
    input[path] === undefined ? [] : [{ path, message: "Only a super administrator changes this" }],
  );
  if (fixed.length > 0 && caller.role !== "super_admin") throw entitlementsFixed({ errors: fixed });
  const { name, type, modules, subscription_tier, billing_email, second_factor } = input;
  const changes: OrganizationChanges = {
    ...(name !== undefined && { name }),
    ...(type !== undefined && { type }),
    ...(modules !== undefined && { modules: [...new Set(modules)] }),
    ...(subscription_tier !== undefined && { subscriptionTier: subscription_tier }),
    ...(second_factor !== undefined && { secondFactor: second_factor }),
    ...(billing_email !== undefined && {
      billingEmail: await platform.sealer.seal(billing_email, placeOfBillingEmail(id)),
    }),
  };
  const changed = {
    organizationId: id,
    actor: caller.id,
    action: "organization.changed" as const,
    target: id,
    requestId,
  };
  const audit = auditOf(platform, { ...changed, changes: toldOf(before, changes) });
  const after = await changeOrganization(platform.db, id, changes, platform.now(), audit);
  if (!after) throw organizationNotFound();
  await tellWorkspace(platform, after);
  return toView(platform, after);
}

/** What an audit row says of a change: values, except of the address, which is personal. */
function toldOf(before: OrganizationRow, changes: OrganizationChanges): AuditChanges {
  const textOf = (value: unknown) => (Array.isArray(value) ? value.join(" ") : String(value));
  return Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [
      field,
      field === "billingEmail"
        ? (["***", "***"] as const)
        : ([textOf(before[field as keyof OrganizationRow]), textOf(value)] as const),
    ]),
  );
}

/** Lets the organisation's workspace know what changed; where that fails, the queue does it. */
export async function tellWorkspace(platform: Platform, row: OrganizationRow): Promise<void> {
  try {
    await tellStanding(platform.env, row.id, standingOf(row));
    await tellAccess(platform.env, row.id, null);
  } catch (failure) {
    log("warn", "workspace not told of a change, will be", { organizationId: row.id, ...describeFailure(failure) });
    await publishEvent(platform.env, { type: "auth.organization_changed", organizationId: row.id });
  }
}

/** Tells again workspaces that could not be told. Older news changes nothing, so repeats and any order do no harm. */
export async function tellWorkspaces(platform: Platform, events: readonly OrganizationChanged[]): Promise<void> {
  for (const id of new Set(events.map(({ organizationId }) => organizationId))) {
    const row = await findOrganization(platform.db, id);
    if (!row) continue;
    await tellStanding(platform.env, id, standingOf(row));
    await tellAccess(platform.env, id, null);
  }
}

/** An organisation as its administrators see it. */
export async function toView({ sealer }: Platform, row: OrganizationRow): Promise<OrganizationView> {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    modules: row.modules,
    subscription_tier: row.subscriptionTier,
    billing_email: row.billingEmail === "" ? "" : await sealer.open(row.billingEmail, placeOfBillingEmail(row.id)),
    second_factor: row.secondFactor,
    created_at: new Date(row.createdAt).toISOString(),
    updated_at: new Date(row.updatedAt).toISOString(),
  };
}
