import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudRuleBooks as books } from "../tables.ts";

/**
 * The statement that begins the next revision of an organisation's rules. Its constraints refuse more rules than there may be,
 * and, of a change that is lonely, that an organisation which asks for two people takes it.
 */
export function nextBook(
  db: DrizzleD1Database,
  organizationId: string,
  now: number,
  { isLonely = false }: { isLonely?: boolean } = {},
) {
  const kept = sql`SELECT count(*) FROM antifraud_rules WHERE organization_id = ${organizationId} AND deleted_at IS NULL`;
  const asksForTwo = sql`coalesce((SELECT policy ->> '$.fourEyes' FROM antifraud_rule_policies
    WHERE organization_id = ${organizationId} ORDER BY revision DESC LIMIT 1), 0)`;
  return db
    .insert(books)
    .values({
      organizationId,
      revision: 1,
      enabledRules: sql`(${kept} AND enabled = 1)`,
      keptRules: sql`(${kept})`,
      updatedAt: now,
      lonelyChanges: isLonely ? asksForTwo : 0,
    })
    .onConflictDoUpdate({
      target: books.organizationId,
      set: {
        revision: sql`revision + 1`,
        enabledRules: sql`excluded.enabled_rules`,
        keptRules: sql`excluded.kept_rules`,
        updatedAt: now,
        lonelyChanges: sql`excluded.lonely_changes`,
      },
    });
}

/** Whether a batch was refused by the constraint of that name. */
export const isOver = (failure: unknown, constraint: string): boolean =>
  [failure, (failure as Error).cause].some((said) => String(said).includes(constraint));
