import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  listDurableObjectIds,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { inject } from "vitest";
import { createApiKey, hashApiKey } from "../../workers/auth/api-key.ts";
import { tellStanding } from "../../workers/auth/organizations/standing.ts";
import { newId } from "../../workers/platform/ids.ts";
import { queue } from "../../workers/queue.ts";
import { api, bodyOf } from "./api.ts";
import type { DnsAnswer } from "./fakes/dns-resolver.ts";
import type { ReceivedRequest, ReceiverAnswer } from "./fakes/webhook-receiver.ts";

export type Caller = { token: string; organizationId: string };

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** A machine of an organisation of its own that keeps its webhooks, also while a test's clock runs on for weeks. */
export async function keeper(): Promise<Caller> {
  const [token, organizationId] = [createApiKey(), newId("org")];
  const now = Date.now();
  await tellStanding(env, organizationId, {
    modules: ["antifraud"],
    subscriptionTier: "business",
    secondFactor: "optional",
    updatedAt: now,
  });
  const scopes = ["read:webhooks", "write:webhooks", "read:transactions", "write:transactions"];
  const grant = {
    id: newId("key"),
    organizationId,
    scopes,
    modules: ["antifraud"],
    expiresAt: now + YEAR_MS,
    allowedIps: [],
  };
  await env.API_KEY_GRANT.getByName(await hashApiKey(token)).grant(grant);
  return { token, organizationId };
}

export type Endpoint = {
  id: string;
  url: string;
  secret: string;
  enabled: boolean;
  disabled_reason: string | null;
  public_keys: { public_key: string; created_at: string; expires_at: string | null }[];
};

export type Delivery = {
  id: string;
  message_id: string;
  status: string;
  attempts: number;
  outcome: string | null;
  response_status: number | null;
  next_attempt_at: string | null;
  created_at: string;
};

/** A receiver of its own at the customer's, that answers as told. */
export async function receiver(answers: ReceiverAnswer[] = [], always: ReceiverAnswer = {}) {
  const path = `/hooks/${crypto.randomUUID()}`;
  const base = inject("receiverUrl");
  const control = (method: string, prefix = "", body?: unknown) =>
    fetch(`${base}/_control${prefix}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const received = async () => (await control("GET")).json<ReceivedRequest[]>();
  await control("PUT", "", { answers, always });
  return {
    url: base + path,
    received,
    answer: async (answers: ReceiverAnswer[], always: ReceiverAnswer = {}) => {
      await control("PUT", "", { answers, always });
    },
    release: () => control("POST", "/release"),
    /** Waits until it got so many requests; what it got by then. */
    got: async (count: number) => {
      for (let i = 0; i < 400; i++) {
        const requests = await received();
        if (requests.length >= count) return requests;
        await new Promise((wait) => setTimeout(wait, 10));
      }
      return received();
    },
  };
}

/** Tells the resolver where a name leads: one answer a look, the last one for good. */
export const dns = (name: string, answers: DnsAnswer[]) =>
  fetch(`${inject("resolverUrl")}/_control/${name}`, { method: "PUT", body: JSON.stringify(answers) });

/** An endpoint of a caller's. */
export async function added(caller: Caller, url: string, input: Record<string, unknown> = {}): Promise<Endpoint> {
  const answer = await api(caller).post("/api/webhooks/endpoints", { url, ...input });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return bodyOf<Endpoint>(answer);
}

export const objectOf = ({ organizationId }: { organizationId: string }, { id }: { id: string }) =>
  env.WEBHOOK_ENDPOINT.getByName(`${organizationId}:${id}`);

/** Attempts what is due by the clock; whether anything was to be done. */
export const runDue = (caller: Caller, endpoint: { id: string }) => runDurableObjectAlarm(objectOf(caller, endpoint));

/** When an endpoint's object wakes next, epoch milliseconds. */
export const alarmOf = (caller: Caller, endpoint: { id: string }) =>
  runInDurableObject(objectOf(caller, endpoint), (_, state) => state.storage.getAlarm());

/** Ends an endpoint's object at once, as a fault of its machine does. */
export async function crash(caller: Caller, endpoint: { id: string }): Promise<void> {
  const object = objectOf(caller, endpoint);
  await runInDurableObject(object, (_, state) => state.abort("crashed by a test")).catch(() => {});
}

/** The deliveries of an endpoint, newest first. */
export async function deliveriesOf(caller: Caller, { id }: { id: string }, query = ""): Promise<Delivery[]> {
  const answer = await api(caller).get(`/api/webhooks/endpoints/${id}/deliveries${query}`);
  return (await bodyOf<{ data: Delivery[] }>(answer)).data;
}

/** Everything that the objects of endpoints store, as text. */
export async function everythingStored(): Promise<string> {
  const texts: string[] = [];
  for (const id of await listDurableObjectIds(env.WEBHOOK_ENDPOINT)) {
    const rows = await runInDurableObject(env.WEBHOOK_ENDPOINT.get(id), (_, state) => {
      const { sql } = state.storage;
      const tables = sql
        .exec<{ name: string }>(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
        )
        .toArray();
      return tables.map(({ name }) => sql.exec(`SELECT * FROM ${name}`).toArray());
    });
    texts.push(JSON.stringify(rows));
  }
  return texts.join("\n");
}

/** Hands events to the consumers as the queue does; how many messages were refused. */
export async function consumed(events: readonly unknown[]): Promise<number> {
  const message = { id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body: JSON.stringify(events) };
  const batch = createMessageBatch("events", [message]);
  await queue(batch, env, createExecutionContext());
  return (await getQueueResult(batch, createExecutionContext())).retryMessages.length;
}
