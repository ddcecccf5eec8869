import type { Sealer } from "#platform/seal";
import type { AuditEvent } from "./event.ts";

/** Where the envelopes of an event belong. */
export const placeOfAddress = (id: string) => `audit_events|ip_address|${id}`;
export const placeOfChange = (id: string, field: string, side: "before" | "after") =>
  `audit_events|changes.${field}.${side}|${id}`;

/** Fields of changes whose values are personal. */
const PERSONAL = new Set(["email", "billing_email", "full_name", "phone", "ip_address", "address"]);
export const isPersonal = (field: string): boolean => PERSONAL.has(field);

/**
 * What the envelopes of an event hold, by where each stands in it, such as `context.ip_address`; null of one whose key was
 * erased.
 */
export async function openPersonalParts(
  sealer: Sealer,
  { id, context, changes }: Pick<AuditEvent, "id" | "context" | "changes">,
): Promise<Record<string, string | null>> {
  const opened: Record<string, string | null> = {};
  const open = async (path: string, envelope: string | null, place: string) => {
    if (envelope !== null) opened[path] = await sealer.open(envelope, place).catch(() => null);
  };
  await open("context.ip_address", context.ip_address, placeOfAddress(id));
  for (const [field, change] of Object.entries(changes)) {
    if (!isPersonal(field)) continue;
    for (const side of ["before", "after"] as const)
      await open(`changes.${field}.${side}`, change[side], placeOfChange(id, field, side));
  }
  return opened;
}
