import type { DecisionMade } from "#platform/events";
import type { Platform } from "#platform/platform";
import { saveDecisions } from "./store.ts";

/** Writes decisions into D1 for lists and reports. Repeats and reordering change nothing. */
export async function projectDecisions(platform: Platform, events: readonly DecisionMade[]): Promise<void> {
  await saveDecisions(platform.db, events);
}
