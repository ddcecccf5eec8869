import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import { readOutboundUrl } from "#platform/outbound";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { endpointChanged, endpointNotFound, tooManyEndpoints } from "./errors.ts";
import { forgetFollowers } from "./followers.ts";
import { createKey, rotateKeys } from "./keys.ts";
import { etagOf, openUrl, readEndpoint, sealUrl, toView } from "./read-endpoints.ts";
import type { EndpointInput, EndpointView } from "./schemas.ts";
import { deleteEndpoint, type EndpointRow, MOST_ENDPOINTS, saveEndpoint, updateEndpoint } from "./store.ts";
import { webhookEndpoint } from "./webhook-endpoint.ts";

const HOUR_MS = 3_600_000;
/** Of changes at the same time each finds the other's work; more of them than this are one too many. */
const MOST_TRIES = 3;

type IssuedEndpoint = EndpointView & { secret: string };
type Audited = Parameters<typeof auditOf>[1];

/** Adds an endpoint with keys of its own; the shared secret is shown only in this answer. */
export async function addEndpoint(
  platform: Platform,
  caller: Caller,
  input: EndpointInput,
  requestId: string,
): Promise<{ row: EndpointRow; view: IssuedEndpoint }> {
  const url = readUrl(platform, input.url);
  const { organizationId } = caller;
  const now = platform.now();
  const id = platform.newId("whe");
  const { kept, secret } = await createKey(
    platform.sealer,
    { organizationId, endpointId: id },
    platform.newId("whk"),
    now,
  );
  const row: EndpointRow = {
    organizationId,
    id,
    sealedUrl: await sealUrl(platform, organizationId, id, url.href),
    description: input.description,
    eventTypes: input.event_types,
    isEnabled: input.enabled,
    disabledReason: input.enabled ? null : "by_owner",
    disabledAt: input.enabled ? null : now,
    keys: [kept],
    revision: 1,
    createdBy: caller.id,
    createdAt: now,
    updatedAt: now,
  };
  const changes = { host: [null, url.host] as const };
  const audit = auditOf(platform, { ...auditBy(caller, "webhook_endpoint.created", id, requestId), changes });
  if (!(await saveEndpoint(platform.db, row, audit))) throw tooManyEndpoints(`At most ${MOST_ENDPOINTS}`);
  forgetFollowers(organizationId);
  return { row, view: { ...(await toView(platform, row)), secret } };
}

/** Puts another description in the place of an endpoint's; enabled again, it starts with a clean record. */
export async function replaceEndpoint(
  platform: Platform,
  caller: Caller,
  id: string,
  input: EndpointInput,
  request: { requestId: string; ifMatch: string | undefined },
): Promise<EndpointRow> {
  const url = readUrl(platform, input.url);
  const row = await changeEndpoint(platform, caller, id, request.ifMatch, async (before) => {
    const now = platform.now();
    const wasOn = before.isEnabled;
    const changes = {
      sealedUrl: await sealUrl(platform, before.organizationId, id, url.href),
      description: input.description,
      eventTypes: input.event_types,
      isEnabled: input.enabled,
      disabledReason: input.enabled ? null : wasOn ? ("by_owner" as const) : before.disabledReason,
      disabledAt: input.enabled ? null : wasOn ? now : before.disabledAt,
      updatedAt: now,
    };
    const audited = {
      host: [new URL(await openUrl(platform, before)).host, url.host],
      enabled: [String(wasOn), String(input.enabled)],
      event_types: [before.eventTypes?.join(" ") ?? null, input.event_types?.join(" ") ?? null],
    } as const;
    const audit = { ...auditBy(caller, "webhook_endpoint.changed", id, request.requestId), changes: audited };
    return { changes, audit };
  });
  forgetFollowers(caller.organizationId);
  await lookAgain(platform, row);
  return row;
}

/** Gives an endpoint new keys; those before them sign beside them for some hours. The secret is shown only here. */
export async function rotateEndpointKeys(
  platform: Platform,
  caller: Caller,
  id: string,
  overlapHours: number,
  requestId: string,
): Promise<{ row: EndpointRow; view: IssuedEndpoint }> {
  const owner = { organizationId: caller.organizationId, endpointId: id };
  const now = platform.now();
  const { kept, secret } = await createKey(platform.sealer, owner, platform.newId("whk"), now);
  const row = await changeEndpoint(platform, caller, id, undefined, async ({ keys }) => ({
    changes: { keys: rotateKeys(keys, kept, now, now + overlapHours * HOUR_MS), updatedAt: now },
    audit: {
      ...auditBy(caller, "webhook_endpoint.keys_rotated", id, requestId),
      changes: { key: [keys[0]?.id ?? null, kept.id], overlap_hours: [null, String(overlapHours)] },
    },
  }));
  await lookAgain(platform, row);
  return { row, view: { ...(await toView(platform, row)), secret } };
}

/** Ends an endpoint with everything that was kept for it. */
export async function removeEndpoint(platform: Platform, caller: Caller, id: string, requestId: string): Promise<void> {
  const row = await readEndpoint(platform, caller, id);
  const audit = auditOf(platform, auditBy(caller, "webhook_endpoint.deleted", id, requestId));
  if (!(await deleteEndpoint(platform.db, caller.organizationId, id, audit))) throw endpointNotFound();
  forgetFollowers(caller.organizationId);
  await lookAgain(platform, row);
}

const auditBy = ({ organizationId, id: actor }: Caller, action: AuditAction, target: string, requestId: string) => ({
  organizationId,
  actor,
  action,
  target,
  requestId,
});

function readUrl({ env }: Platform, text: string): URL {
  const read = readOutboundUrl(env, text);
  if ("refusal" in read) throw invalidRequest({ errors: [{ path: "url", message: read.refusal }] });
  return read.url;
}

/** Reads, changes and writes an endpoint as one step: where it was changed meanwhile, from the start. */
async function changeEndpoint(
  platform: Platform,
  caller: Caller,
  id: string,
  ifMatch: string | undefined,
  change: (before: EndpointRow) => Promise<{ changes: Partial<EndpointRow>; audit: Audited }>,
): Promise<EndpointRow> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await readEndpoint(platform, caller, id);
    if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(before)) throw endpointChanged();
    const { changes, audit } = await change(before);
    if (await updateEndpoint(platform.db, before, changes, auditOf(platform, audit)))
      return { ...before, ...changes, revision: before.revision + 1 };
  }
  throw endpointChanged();
}

/** Lets the endpoint's object see the change at once; where it does not answer, it sees it before its next attempt. */
async function lookAgain({ env }: Platform, { organizationId, id }: EndpointRow): Promise<void> {
  await webhookEndpoint(env, { organizationId, endpointId: id })
    .wake()
    .catch((failure) =>
      log("warn", "endpoint not told of its change", { endpointId: id, ...describeFailure(failure) }),
    );
}
