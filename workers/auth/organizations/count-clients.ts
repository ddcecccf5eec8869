import { sql } from "drizzle-orm";
import type { Platform } from "#platform/platform";
import type { OrganizationRow } from "../store.ts";

/** Clients that are on the same plan with the same products. */
export type ClientGroup = Pick<OrganizationRow, "subscriptionTier" | "modules"> & { count: number };

/** All organisations but the platform's own, which is the one of super administrators. */
export async function countClients({ db }: Pick<Platform, "db">): Promise<ClientGroup[]> {
  const rows = await db.all<{ subscriptionTier: ClientGroup["subscriptionTier"]; modules: string; count: number }>(sql`
    SELECT subscription_tier AS subscriptionTier, modules, count(*) AS count FROM organizations AS o
    WHERE NOT EXISTS (SELECT 1 FROM users WHERE organization_id = o.id AND role = 'super_admin') GROUP BY 1, 2`);
  // SAFETY: the column's type in tables.ts.
  return rows.map(({ modules, ...row }) => ({ ...row, modules: JSON.parse(modules) as string[] }));
}
