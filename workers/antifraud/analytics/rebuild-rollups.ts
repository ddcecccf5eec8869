import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent } from "#platform/events";
import { log } from "#platform/log";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import {
  clearReplaced,
  countLive,
  countRebuilt,
  findRunning,
  insertRebuild,
  isBehind,
  listRebuilds,
  type RebuildRow,
} from "./rebuild-store.ts";
import type { Rebuild } from "./schemas.ts";

/** Batches of one message: a few seconds of the database. */
const BATCHES_AT_ONCE = 5;

/**
 * Begins to count every decision anew, behind the queue and beside what is read. Where a rebuild is running, that one goes on,
 * also after its message was lost.
 */
export async function orderRebuild(platform: Platform, caller: Caller, requestId: string): Promise<Rebuild> {
  const id = platform.newId("rbd");
  const order = { organizationId: caller.organizationId, actor: caller, action: "analytics.rebuild_begun" as const };
  await insertRebuild(
    platform.db,
    { id, startedBy: caller.id, startedAt: platform.now() },
    auditOf(platform, { ...order, target: id, requestId }),
  );
  await publishEvent(platform.env, { type: "antifraud.counting_due" });
  const running = (await findRunning(platform.db)) ?? (await listRebuilds(platform.db, 1))[0];
  // SAFETY: one was running, or this one was begun; none is ever deleted.
  return toView(running!);
}

/** Has what waits counted: after a deployment that brought the rollups, and where messages of a rebuild were lost. */
export async function sweepUncounted({ db, env }: Platform): Promise<void> {
  if ((await findRunning(db)) || (await isBehind(db))) await publishEvent(env, { type: "antifraud.counting_due" });
}

/** Counts on, and tells itself to go on where anything is left. Repeats and parallel runs count nothing twice. */
export async function countOn(platform: Platform): Promise<void> {
  const { db, env } = platform;
  for (let i = 0; i < BATCHES_AT_ONCE; i++) {
    const rebuild = await findRunning(db);
    if (rebuild) await goOn(platform, rebuild);
    else if (await isBehind(db)) await countLive(db);
    else return;
  }
  await publishEvent(env, { type: "antifraud.counting_due" });
}

async function goOn({ db, now }: Platform, rebuild: RebuildRow): Promise<void> {
  if (rebuild.status === "counting") return countRebuilt(db, rebuild);
  if (await clearReplaced(db, rebuild, now()))
    log("info", "rollups rebuilt", { id: rebuild.id, ...rebuild.differences });
}

/** Rebuilds and what they found, the newest first. */
export async function readRebuilds(platform: Platform, { limit, cursor }: { limit: number; cursor?: string }) {
  const rows = await listRebuilds(platform.db, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ startedAt, id }) => ({ at: startedAt, id }));
  return { data: page.map(toView), next_cursor };
}

function toView({ id, status, differences, startedBy, startedAt, finishedAt }: RebuildRow): Rebuild {
  return {
    id,
    status,
    is_equal: differences && Object.values(differences).every((rows) => rows === 0),
    differences,
    started_by: startedBy,
    started_at: new Date(startedAt).toISOString(),
    finished_at: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  };
}
