import type { Platform } from "#platform/platform";
import { ruleNotFound } from "./errors.ts";
import { isBuiltIn } from "./manage-rules.ts";
import { findRule } from "./store.ts";

/** Refuses an id that names neither a built-in rule nor one of the organisation. */
export async function mustKnowRule({ db }: Platform, organizationId: string, ruleId: string): Promise<void> {
  if (isBuiltIn(ruleId)) return;
  const row = await findRule(db, organizationId, ruleId);
  if (!row || row.deletedAt !== null) throw ruleNotFound();
}
