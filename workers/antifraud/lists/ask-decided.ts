import type { Platform } from "#platform/platform";
import type { Subject } from "../rule-language/expression.ts";
import { listDatedLists } from "./list-store.ts";
import { askLists, type ListEvidence, listsKnownAt } from "./lists-on-payment.ts";

/** What rules hear of the lists as they were asked for a payment, whatever became of them since. */
export async function askDecided(
  { db }: Pick<Platform, "db">,
  organizationId: string,
  evidence: ListEvidence | undefined,
): Promise<NonNullable<Subject["isListed"]>> {
  return (await askAnyDecided({ db }, organizationId))(evidence);
}

/** The same for many payments of an organisation. */
export async function askAnyDecided(
  { db }: Pick<Platform, "db">,
  organizationId: string,
): Promise<(evidence: ListEvidence | undefined) => NonNullable<Subject["isListed"]>> {
  const dated = await listDatedLists(db, organizationId);
  const knownAt = new Map<number, ReturnType<typeof listsKnownAt>>();
  return (evidence) => {
    if (evidence === undefined) return () => undefined;
    const known = knownAt.get(evidence.revision) ?? listsKnownAt(dated, evidence.revision);
    knownAt.set(evidence.revision, known);
    return askLists(evidence, known);
  };
}
