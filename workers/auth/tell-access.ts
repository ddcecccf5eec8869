import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";

/**
 * Tells that what a caller may do changed, or what everyone of an organisation may, where `callerId` is null; after the object that
 * answers for them knows it. A change does not fail for want of it: whatever stays open asks again by itself within minutes.
 */
export async function tellAccess(env: Env, organizationId: string, callerId: string | null): Promise<void> {
  try {
    await publishEvent(env, { type: "auth.access_changed", organizationId, callerId });
  } catch (failure) {
    log("warn", "change of access not told", { organizationId, ...describeFailure(failure) });
  }
}
