import { and, eq, inArray } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { apiKeys, oauthClients } from "../tables.ts";

/** The names of an organisation's keys and clients, by their ids. */
export async function namesOfMachines(
  db: DrizzleD1Database,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await Promise.all(
    [apiKeys, oauthClients].map((table) =>
      db
        .select({ id: table.id, name: table.name })
        .from(table)
        .where(and(eq(table.organizationId, organizationId), inArray(table.id, [...ids]))),
    ),
  );
  return new Map(rows.flat().map(({ id, name }) => [id, name]));
}
