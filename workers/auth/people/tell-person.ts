import { type PeopleChanged, publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { toPerson } from "../accounts.ts";
import { userSession } from "../sessions/user-session.ts";
import type { UserRow } from "../store.ts";
import { findPersonRow } from "./store.ts";

/** Lets a person's sessions know what they may do from now on; where that fails, the queue does it. */
export async function tellPerson(platform: Platform, user: UserRow): Promise<void> {
  try {
    await userSession(platform.env, user.id).update(toPerson(user));
  } catch (failure) {
    log("warn", "sessions not told of a change, will be", { userId: user.id, ...describeFailure(failure) });
    await publishEvent(platform.env, { type: "auth.people_changed", userIds: [user.id] });
  }
}

/** Tells again those who could not be told. Older news changes nothing, so repeats and any order do no harm. */
export async function tellPeople(platform: Platform, events: readonly PeopleChanged[]): Promise<void> {
  for (const id of new Set(events.flatMap(({ userIds }) => userIds))) {
    const row = await findPersonRow(platform.db, id);
    if (row) await userSession(platform.env, id).update(toPerson(row));
  }
}
