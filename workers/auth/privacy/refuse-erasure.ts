import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { lastAdmin, personNotFound, roleTooHigh } from "../errors.ts";
import { findAnyPerson, hasOtherAdmin } from "./store.ts";

/** Refuses to erase a person whom the caller does not know, who stands above them, or without whom nobody would administer. */
export async function refuseErasure({ db }: Platform, caller: Caller, userId: string): Promise<void> {
  const user = await findAnyPerson(db, caller.organizationId, userId);
  if (!user) throw personNotFound();
  if (user.role === "super_admin" && caller.role !== "super_admin") throw roleTooHigh();
  if (user.isActive && user.role === "org_admin" && !(await hasOtherAdmin(db, user))) throw lastAdmin();
}
