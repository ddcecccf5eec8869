import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import { antifraudRuleBooks as books } from "../tables.ts";

/** What of a change the constraints of a book look at. */
type Looked = {
  /** Whether one person alone makes it. */
  isLonely?: boolean;
  /** The time by which snoozes run, where it adds one. */
  snoozesAt?: number;
};

/**
 * The statement that begins the next revision of an organisation's rules. Its constraints refuse more rules and snoozes than
 * there may be, and a lonely change of an organisation that asks for two people.
 */
export function nextBook(
  db: DrizzleD1Database,
  organizationId: string,
  now: number,
  { isLonely = false, snoozesAt }: Looked = {},
) {
  const kept = sql`SELECT count(*) FROM antifraud_rules WHERE organization_id = ${organizationId} AND deleted_at IS NULL`;
  const asksForTwo = sql`coalesce((SELECT policy ->> '$.fourEyes' FROM antifraud_rule_policies
    WHERE organization_id = ${organizationId} ORDER BY revision DESC LIMIT 1), 0)`;
  const running = sql`SELECT count(*) FROM antifraud_rule_snoozes
    WHERE organization_id = ${organizationId} AND ended_at IS NULL AND until > ${snoozesAt}`;
  return db
    .insert(books)
    .values({
      organizationId,
      revision: 1,
      enabledRules: sql`(${kept} AND enabled = 1)`,
      keptRules: sql`(${kept})`,
      updatedAt: now,
      lonelyChanges: isLonely ? asksForTwo : 0,
      liveSnoozes: snoozesAt === undefined ? 0 : sql`(${running})`,
    })
    .onConflictDoUpdate({
      target: books.organizationId,
      set: {
        revision: sql`revision + 1`,
        enabledRules: sql`excluded.enabled_rules`,
        keptRules: sql`excluded.kept_rules`,
        updatedAt: now,
        lonelyChanges: sql`excluded.lonely_changes`,
        ...(snoozesAt !== undefined && { liveSnoozes: sql`excluded.live_snoozes` }),
      },
    });
}

/** Whether a batch was refused by the constraint of that name. */
export const isOver = (failure: unknown, constraint: string): boolean =>
  [failure, (failure as Error).cause].some((said) => String(said).includes(constraint));
