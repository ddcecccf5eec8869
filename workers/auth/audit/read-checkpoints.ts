import { decodeCursor, encodeCursor } from "#platform/page";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { auditChain } from "./chains.ts";
import { checkpointKeys } from "./checkpoints.ts";

/** One page of an organisation's signed checkpoints, newest first, and the keys that verify them. */
export async function readCheckpoints({ env }: Platform, organizationId: string, limit: number, cursor?: string) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !after)
    throw invalidRequest({ errors: [{ path: "cursor", message: "Not a cursor of this list" }] });
  const rows = await auditChain(env, organizationId).checkpoints(limit + 1, after?.at ?? Number.MAX_SAFE_INTEGER);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page,
    next_cursor: rows.length > limit && last ? encodeCursor({ at: last.sequence, id: last.hash }) : null,
    keys: checkpointKeys(env),
  };
}
