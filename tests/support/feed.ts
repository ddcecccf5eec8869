import { exports } from "cloudflare:workers";
import { expect } from "vitest";
import type { FeedMessage } from "../../workers/dashboard/feed-message.ts";
import type { FeedEntry } from "../../workers/platform/feed-entry.ts";
import { api, bodyOf } from "./api.ts";

type Caller = { token: string };

/** A decision as those who watch are told of it. */
export const entry = (id: string, changes: Partial<FeedEntry> = {}): FeedEntry => ({
  id,
  event_type: "transaction_blocked",
  timestamp: new Date().toISOString(),
  module: "antifraud",
  details: {
    transaction_id: id,
    amount: 50_000,
    currency: "USD",
    merchant: "m",
    merchant_category: "c",
    decision: "BLOCKED",
    risk_score: 920,
    confidence: 0.9,
    timestamp: new Date().toISOString(),
  },
  personal: { user_id: "somebody" },
  opens: "read:transactions",
  subject: "somebody",
  reason: { uz: "sabab", ru: "причина", en: "reason" },
  ...changes,
});

export const entries = (from: number, to: number): FeedEntry[] =>
  Array.from({ length: to - from + 1 }, (_, i) => entry(String(from + i)));

export async function ticketOf(caller: Caller, language = "uz", headers: Record<string, string> = {}): Promise<string> {
  const answer = await api(caller, { headers: { "accept-language": language, ...headers } }).send(
    "POST",
    "/api/dashboard/live-feed/tickets",
  );
  expect(answer.status).toBe(201);
  return (await bodyOf<{ ticket: string }>(answer)).ticket;
}

export const open = (
  ticket: string,
  { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {},
) =>
  exports.default.fetch(`https://api.test/api/dashboard/live-feed${query}`, {
    headers: { upgrade: "websocket", "sec-websocket-protocol": `aifoundry.v1, ticket.${ticket}`, ...headers },
  });

const WAIT_MS = 5000;

/** A watcher: what it has been shown, and with which code it was closed. */
export async function watch(
  caller: Caller,
  {
    query = "",
    language = "uz",
    headers = {},
  }: { query?: string; language?: string; headers?: Record<string, string> } = {},
) {
  const answer = await open(await ticketOf(caller, language, headers), { query, headers });
  expect(answer.status).toBe(101);
  expect(answer.headers.get("sec-websocket-protocol")).toBe("aifoundry.v1");
  const socket = answer.webSocket!;
  const messages: FeedMessage[] = [];
  const frames: string[] = [];
  let closed: number | undefined;
  socket.addEventListener("message", ({ data }) => {
    frames.push(String(data));
    // SAFETY: the feed's contract.
    if (data !== "pong") messages.push(...([JSON.parse(String(data))].flat() as FeedMessage[]));
  });
  socket.addEventListener("close", ({ code }) => {
    closed = code;
    socket.close();
  });
  socket.accept();
  const until = async (holds: () => boolean) => {
    for (let i = 0; i < WAIT_MS / 5 && !holds(); i++) await new Promise((wait) => setTimeout(wait, 5));
  };
  return {
    messages,
    frames,
    send: (text: string) => socket.send(text),
    close: () => socket.close(),
    isOpen: () => closed === undefined,
    /** The ids that were shown, once there are so many. */
    shown: async (count: number) => {
      await until(() => messages.length >= count);
      return messages.map(({ details }) => details.transaction_id);
    },
    closedBy: async () => {
      await until(() => closed !== undefined);
      return closed;
    },
  };
}

/** Long enough for whatever is on its way, where nothing shall come. */
export const quiet = () => new Promise((wait) => setTimeout(wait, 300));
