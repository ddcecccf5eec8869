import type { Platform } from "#platform/platform";
import { liveOf } from "#platform/sandbox";
import { permissionsOf } from "../roles.ts";
import { listPeopleById } from "./store.ts";

/** How a person is called, and what they may do. */
export type Colleague = { name: string; modules: readonly string[]; permissions: readonly string[] };

/**
 * The people of an organisation, or of the one of a sandbox, among the given ids; machines, and people who were removed, are
 * not among them.
 */
export async function colleaguesOf(
  { db, sealer }: Pick<Platform, "db" | "sealer">,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, Colleague>> {
  if (ids.length === 0) return new Map();
  const rows = await listPeopleById(db, liveOf(organizationId), ids);
  return new Map(
    await Promise.all(
      rows.map(async ({ id, fullName, modules, role }): Promise<[string, Colleague]> => {
        const name = await sealer.open(fullName, `users|full_name|${id}`);
        return [id, { name, modules, permissions: permissionsOf[role] }];
      }),
    ),
  );
}
