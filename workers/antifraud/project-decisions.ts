import type { DecisionMade } from "#platform/events";
import type { Platform } from "#platform/platform";
import { ERASED, type Subject } from "#platform/subject";
import { subjectsOf } from "./privacy/subjects.ts";
import { type DetailIndexes, projectDetails } from "./sealed-details.ts";
import { saveDecisions } from "./store.ts";

/**
 * Writes decisions into D1 for lists and reports, their details under the keys of whom they are about. Repeats and reordering
 * change nothing, and what was decided before a payer was erased comes without them.
 */
export async function projectDecisions(platform: Platform, events: readonly DecisionMade[]): Promise<void> {
  const byOrganization = Map.groupBy(events, ({ organizationId }) => organizationId);
  const handedOver = await Promise.all([...byOrganization].map(([id, own]) => handOver(platform, id, own)));
  await saveDecisions(platform.db, handedOver.flat());
}

async function handOver(
  { sealer }: Platform,
  organizationId: string,
  events: readonly DecisionMade[],
): Promise<(DecisionMade & Partial<DetailIndexes>)[]> {
  const about = events.map((event) => subjectsOf(organizationId, event));
  const keys = await sealer.takeKeys(organizationId, about.flat());
  return events.map((event, i) => {
    const subjects = about[i]!;
    const isErased = ({ type, id }: Subject) => (keys.erasedAt({ type, id }) ?? 0) >= event.decidedAt;
    if (subjects.some(isErased)) {
      const isPayer = subjects.some((subject) => subject.type === "payer" && isErased(subject));
      return { ...event, sealed: "", payer: ERASED, ...(isPayer && { userId: ERASED }) };
    }
    return event.sealed === "" ? event : { ...event, ...projectDetails(sealer, keys, subjects, event) };
  });
}
