import type { Caller } from "#platform/caller";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { liveOf, modeOf } from "#platform/sandbox";
import type { LoggedRequest, RequestFilter } from "./logged-request.ts";
import { requestLog } from "./request-log.ts";
import type { LoggedRequestView, RequestPage } from "./schemas.ts";
import { namesOfMachines } from "./store.ts";

/** One page of what the machines of the caller's organisation asked, in the mode of the caller, newest first. */
export async function readRequests(
  { db, env }: Platform,
  { organizationId }: Pick<Caller, "organizationId">,
  filter: RequestFilter,
  limit: number,
  cursor?: string,
): Promise<RequestPage> {
  const { requests, leftOut } = await requestLog(env, organizationId).read(filter, limit + 1, readCursor(cursor));
  const { page, next_cursor } = toPage(requests, limit, ({ at, id }) => ({ at, id }));
  const ids = [...new Set(page.map(({ callerId }) => callerId))];
  // Of each page: names may change, and a key of the sandbox is a row of the organisation.
  const names = await namesOfMachines(db, liveOf(organizationId), ids);
  return { data: page.map((request) => viewOf(request, organizationId, names)), next_cursor, left_out: leftOut };
}

const viewOf = (
  request: LoggedRequest,
  organizationId: string,
  names: ReadonlyMap<string, string>,
): LoggedRequestView => ({
  id: request.id,
  request_id: request.requestId,
  at: new Date(request.at).toISOString(),
  method: request.method,
  route: request.route,
  path: request.target,
  status: request.status,
  problem: request.problem,
  duration_ms: request.ms,
  caller: {
    id: request.callerId,
    kind: request.callerId.startsWith("key_") ? "api_key" : "oauth_client",
    name: names.get(request.callerId) ?? null,
  },
  mode: modeOf(organizationId),
  media_type: request.mediaType,
  request_bytes: request.receivedBytes,
  response_bytes: request.sentBytes,
});
