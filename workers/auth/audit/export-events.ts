import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { auditRead } from "./audit-read.ts";
import { auditChain } from "./chains.ts";
import { auditUnavailable } from "./errors.ts";
import { timesOf, toExported } from "./read-events.ts";
import type { ExportQuery } from "./schemas.ts";
import { listPlaced, placesWithin } from "./store.ts";

const ROWS_AT_ONCE = 1000;

/**
 * The audit log as JSON Lines in the order of the chain: whole, or every event between the first and the last of a time, so
 * that what is exported has no gaps. Ends before the event of the export itself.
 */
export async function exportEvents(
  platform: Platform,
  caller: Caller,
  query: ExportQuery,
  requestId: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId } = caller;
  const head = await auditChain(platform.env, organizationId)
    .extend(organizationId)
    .catch((failure) => {
      log("error", "audit chain not extended", { organizationId, ...describeFailure(failure) });
      throw auditUnavailable();
    });
  const { first, last } = await boundsOf(platform, organizationId, query);
  await auditRead(platform, caller, { action: "audit.exported", target: organizationId }, requestId);
  let after = { sequence: first - 1, id: LAST_ID };
  const upTo = Math.min(last, head.sequence);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const rows = await listPlaced(platform.db, organizationId, after, upTo, ROWS_AT_ONCE);
      const lines = await Promise.all(rows.map(async (row) => `${JSON.stringify(await toExported(platform, row))}\n`));
      if (rows.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      const end = rows.at(-1);
      if (rows.length < ROWS_AT_ONCE || !end) return controller.close();
      after = { sequence: end.sequence ?? 0, id: end.id };
    },
  });
}

/** Comes after every id, so that a walk begins with the sequence that follows. */
const LAST_ID = "\uffff";

async function boundsOf(platform: Platform, organizationId: string, query: ExportQuery) {
  if (query.from === undefined && query.to === undefined) return { first: 1, last: Number.MAX_SAFE_INTEGER };
  const { first, last } = await placesWithin(platform.db, organizationId, timesOf(query));
  return { first: first ?? 1, last: last ?? 0 };
}
