import { sql } from "drizzle-orm";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { liveOf } from "#platform/sandbox";

/**
 * The person who answers for what a caller does, by id: themselves, or who issued the key or registered the client, also where
 * a machine did that. Null where nobody is known.
 */
export async function answerableFor(
  { db }: Pick<Platform, "db">,
  { kind, id, organizationId }: Caller,
): Promise<string | null> {
  if (kind === "user") return id;
  const owner = liveOf(organizationId);
  const [found] = await db.all<{ id: string }>(sql`
    WITH RECURSIVE issuers(id) AS (
      VALUES (${id})
      UNION
      SELECT machine.created_by FROM issuers JOIN (
        SELECT id, created_by FROM api_keys WHERE organization_id = ${owner}
        UNION ALL SELECT id, created_by FROM oauth_clients WHERE organization_id = ${owner}
      ) AS machine ON machine.id = issuers.id
    ) SELECT id FROM issuers WHERE id GLOB 'usr_*'`);
  return found?.id ?? null;
}
