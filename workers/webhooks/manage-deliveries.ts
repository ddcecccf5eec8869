import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { describeFailure, log } from "#platform/log";
import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import type { WebhookEvent } from "#platform/webhook-event";
import { deliveryNotFound, endpointDisabled, webhooksUnavailable } from "./errors.ts";
import { readEndpoint } from "./read-endpoints.ts";
import type { DeliveryDetail, DeliveryStatus, DeliveryView } from "./schemas.ts";
import { findEndpoint, saveAudit } from "./store.ts";
import { bodyOf } from "./tell-followers.ts";
import {
  type EndpointName,
  type Exchange,
  endpointIdOf,
  type KeptDelivery,
  placeOfBody,
  placeOfExchange,
  webhookEndpoint,
} from "./webhook-endpoint.ts";

/** Sends an endpoint the example of a kind of news, whatever it follows. */
export async function sendTest(
  platform: Platform,
  caller: Caller,
  endpointId: string,
  { name, example }: WebhookEvent,
  requestId: string,
): Promise<DeliveryView> {
  const owner = await readEnabled(platform, caller, endpointId);
  await audit(platform, caller, "webhook_endpoint.test_requested", endpointId, requestId);
  const id = platform.newId("msg");
  const body = bodyOf(name, platform.now(), example, !isSandbox(owner.organizationId));
  const [kept] = await ask(() => webhookEndpoint(platform.env, owner).accept(owner, [{ id, type: name, body }], true));
  return toView(owner, kept!);
}

export async function readDeliveries(
  platform: Platform,
  caller: Caller,
  endpointId: string,
  { limit, cursor, status }: { limit: number; cursor?: string; status?: DeliveryStatus },
) {
  const owner = nameOf(await readEndpoint(platform, caller, endpointId));
  const after = readCursor(cursor) ?? null;
  const rows = await ask(() => webhookEndpoint(platform.env, owner).list(limit + 1, after, status ?? null));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { data: page.map((kept) => toView(owner, kept)), next_cursor };
}

/** One delivery with what was sent and answered in each attempt. */
export async function readDelivery(platform: Platform, caller: Caller, id: string): Promise<DeliveryDetail> {
  const owner = await readOwner(platform, caller, id);
  const found = await ask(() => webhookEndpoint(platform.env, owner).read(id));
  if (!found) throw deliveryNotFound();
  const { sealer } = platform;
  const attempts = found.attempts.map(async ({ number, at, outcome, responseStatus, durationMs, exchange }) => {
    // SAFETY: the envelope proves that the object wrote it.
    const { requestHeaders = {}, responseBody = null } = exchange
      ? (JSON.parse(await sealer.open(exchange, placeOfExchange(id, number))) as Exchange)
      : {};
    return {
      number,
      at: new Date(at).toISOString(),
      outcome,
      response_status: responseStatus,
      duration_ms: durationMs,
      request_headers: requestHeaders,
      response_body: responseBody,
    };
  });
  return {
    ...toView(owner, found.delivery),
    body: await sealer.open(found.sealedBody, placeOfBody(id)),
    attempt_log: await Promise.all(attempts),
  };
}

/** Sends a delivery again from the start of the schedule, under the same message id. */
export async function replayDelivery(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<DeliveryView> {
  const owner = await readOwner(platform, caller, id);
  const object = webhookEndpoint(platform.env, owner);
  if (!(await ask(() => object.read(id)))) throw deliveryNotFound();
  await readEnabled(platform, caller, owner.endpointId);
  await audit(platform, caller, "webhook_delivery.replay_requested", id, requestId);
  const kept = await ask(() => object.replay(id));
  if (!kept) throw deliveryNotFound();
  return toView(owner, kept);
}

/** Sends again what was given up, or held while the endpoint was disabled, since a moment; tells how many they are. */
export async function recoverDeliveries(
  platform: Platform,
  caller: Caller,
  endpointId: string,
  since: number,
  requestId: string,
): Promise<number> {
  const owner = await readEnabled(platform, caller, endpointId);
  await audit(platform, caller, "webhook_endpoint.recovery_requested", endpointId, requestId, since);
  return ask(() => webhookEndpoint(platform.env, owner).recover(since));
}

const nameOf = ({ organizationId, id }: { organizationId: string; id: string }): EndpointName => ({
  organizationId,
  endpointId: id,
});

async function readEnabled(platform: Platform, caller: Caller, endpointId: string): Promise<EndpointName> {
  const row = await readEndpoint(platform, caller, endpointId);
  if (!row.isEnabled) throw endpointDisabled();
  return nameOf(row);
}

/** The caller's endpoint that a delivery's id names. */
async function readOwner({ db }: Platform, { organizationId }: Caller, deliveryId: string): Promise<EndpointName> {
  const endpointId = endpointIdOf(deliveryId);
  const row = endpointId && (await findEndpoint(db, organizationId, endpointId));
  if (!row) throw deliveryNotFound();
  return nameOf(row);
}

/** Written before the object is asked: what it then does is accounted for, also where its answer is lost. */
async function audit(
  platform: Platform,
  caller: Caller,
  action: AuditAction,
  target: string,
  requestId: string,
  since?: number,
): Promise<void> {
  const { organizationId, id: actor } = caller;
  const changes = since === undefined ? {} : { changes: { since: [null, new Date(since).toISOString()] as const } };
  await saveAudit(platform.db, auditOf(platform, { organizationId, actor, action, target, requestId, ...changes }));
}

async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (failure) {
    log("error", "endpoint's object does not answer", describeFailure(failure));
    throw webhooksUnavailable({ headers: { "retry-after": "1" } });
  }
}

const toView = ({ endpointId }: EndpointName, kept: KeptDelivery): DeliveryView => ({
  id: kept.id,
  endpoint_id: endpointId,
  message_id: kept.messageId,
  type: kept.type,
  is_test: kept.isTest,
  status: kept.status,
  attempts: kept.attempts,
  outcome: kept.outcome,
  response_status: kept.responseStatus,
  duration_ms: kept.durationMs,
  next_attempt_at: kept.nextAt === null ? null : new Date(kept.nextAt).toISOString(),
  created_at: new Date(kept.createdAt).toISOString(),
});
