import type { DrizzleD1Database } from "drizzle-orm/d1";
import { findOrganization, type OrganizationRow } from "../store.ts";

/** What an organisation may use, and from where; `updatedAt` tells which of two is newer. */
export type Standing = Pick<OrganizationRow, "modules" | "subscriptionTier" | "secondFactor" | "updatedAt"> & {
  /** From where it may be used; none means from anywhere. What was told before there were such networks names none. */
  allowedNetworks?: string[];
};

/** The object that every isolate asks what an organisation may use. */
const workspace = (env: Env, organizationId: string) => env.WORKSPACE.getByName(organizationId);

export const standingOf = (row: OrganizationRow): Standing => ({
  modules: row.modules,
  subscriptionTier: row.subscriptionTier,
  secondFactor: row.secondFactor,
  updatedAt: row.updatedAt,
  allowedNetworks: row.allowedNetworks,
});

/** What an organisation may use. Its object is told by D1 when it is asked for the first time. */
export async function readStanding(env: Env, db: DrizzleD1Database, organizationId: string): Promise<Standing | null> {
  const object = workspace(env, organizationId);
  const known = await object.read();
  if (known) return known;
  const row = await findOrganization(db, organizationId);
  if (!row) return null;
  await object.update(standingOf(row));
  return standingOf(row);
}

/** Lets every isolate know, within a second, what an organisation may use from now on. */
export const tellStanding = (env: Env, organizationId: string, standing: Standing): Promise<void> =>
  workspace(env, organizationId).update(standing);
