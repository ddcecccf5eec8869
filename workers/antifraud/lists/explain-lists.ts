import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { Evidence } from "../evidence-schema.ts";
import { listDatedLists } from "./list-store.ts";
import type { ListEvidence } from "./lists-on-payment.ts";

/** What lists held of a decided payment, with the names that they have, or had when they were deleted. */
export async function explainLists(
  { db }: Platform,
  organizationId: string,
  { revision, held, lacks }: ListEvidence,
): Promise<NonNullable<Evidence["lists"]>> {
  const dated = held.length === 0 ? [] : await listDatedLists(db, organizationId).catch(nobody);
  const names = new Map(dated.map(({ id, name }) => [id, name]));
  return {
    revision,
    held: held.map(({ id, name, kind, subject }) => ({
      list_id: id,
      name: names.get(id) ?? name ?? id,
      kind,
      subject_type: subject,
    })),
    lacks,
  };
}

/** Names are worth less than the decision that they stand in. */
function nobody(failure: unknown) {
  log("warn", "lists could not be read", describeFailure(failure));
  return [];
}
