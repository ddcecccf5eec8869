import type { Platform } from "#platform/platform";
import { resealColumn, type SealedColumn } from "#platform/reseal";
import { userSession } from "../sessions/user-session.ts";
import { countPlacedUnderRing, listPersonIds } from "./store.ts";

const PEOPLE_AT_ONCE = 500;

const underRing = (table: string, column: string, owner?: string): SealedColumn => ({
  table,
  column,
  keys: ["id"],
  ...(owner !== undefined && { owner }),
  reseal: async ({ sealer }, { id }, value) => sealer.resealNow(value, `${table}|${column}|${id}`),
});

/** What older code sealed of a person by the ring comes under their own key. */
const ofPerson = (column: string): SealedColumn => ({
  table: "users",
  column,
  keys: ["id", "organization_id"],
  reseal: async ({ sealer }, { id = "", organization_id = "" }, value) => {
    const place = `users|${column}|${id}`;
    return sealer.sealFor(organization_id, [{ type: "person", id }], sealer.openNow(value, place), place);
  },
});

const columns: readonly SealedColumn[] = [
  underRing("organizations", "billing_email", "id"),
  underRing("invitations", "sealed"),
  ...["email", "full_name", "phone"].map(ofPerson),
];

/** Seals anew what older keys of the ring sealed of people and organisations. */
export async function resealPeople(platform: Platform, organizationId: string): Promise<number> {
  let resealed = 0;
  for (const column of columns) resealed += await resealColumn(platform, organizationId, column);
  for (let after = ""; ; ) {
    const ids = await listPersonIds(platform.db, organizationId, after, PEOPLE_AT_ONCE);
    for (const id of ids) resealed += await userSession(platform.env, id).reseal(id);
    const last = ids.at(-1);
    if (ids.length < PEOPLE_AT_ONCE || last === undefined) return resealed;
    after = last;
  }
}

/** Audit rows that older code hashed with envelopes of the ring: whatever is hashed cannot be sealed anew. */
export const stuckAuditRows = ({ db }: Platform, organizationId: string): Promise<number> =>
  countPlacedUnderRing(db, organizationId);
