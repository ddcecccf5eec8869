import { placeOfClient, placeOfRefreshToken, placeOfSeed } from "#auth";
import type { Sealer } from "#platform/seal";
import { resealRows } from "./shared/reseal.ts";

/** Seals anew what older keys of the ring sealed of a person's sessions; tells of how many envelopes. */
export function resealSessions(sql: SqlStorage, sealer: Sealer, userId: string): number {
  const clients = resealRows(sql, sealer, { table: "sessions", column: "client", keys: ["id"] }, ({ id }) =>
    placeOfClient(String(id)),
  );
  const tokens = resealRows(sql, sealer, { table: "refresh_tokens", column: "sealed", keys: ["hash"] }, () =>
    placeOfRefreshToken(userId),
  );
  const seeds = resealRows(sql, sealer, { table: "factor", column: "seed", keys: ["id"] }, () => placeOfSeed(userId));
  return clients + tokens + seeds;
}
