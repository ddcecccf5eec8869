import { publishEvents } from "#platform/events";
import type { Platform } from "#platform/platform";
import { DAY } from "../signals/windows.ts";
import { listPayingOrganizations } from "./scored-payments.ts";

/** Tells, for every organisation that pays, that the UTC day before now is over; what is due then happens behind the queue. */
export async function endDay(platform: Platform): Promise<void> {
  const day = Math.floor(platform.now() / DAY) - 1;
  const organizations = await listPayingOrganizations(platform.db);
  const events = organizations.map((organizationId) => ({
    type: "antifraud.day_ended" as const,
    organizationId,
    day,
  }));
  await publishEvents(platform.env, events);
}
