import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { FeedEntry, FeedMessage } from "../../workers/dashboard/schemas.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { evictEverything } from "../support/objects.ts";

const entry = (id: string, decision = "BLOCKED"): FeedEntry => ({
  event_type: "transaction_blocked",
  timestamp: new Date().toISOString(),
  module: "antifraud",
  details: {
    transaction_id: id,
    user_id: "u",
    amount: 50000,
    currency: "USD",
    merchant: "m",
    merchant_category: "c",
    decision,
    risk_score: 920,
    confidence: 0.9,
    timestamp: new Date().toISOString(),
  },
  reason: { uz: "sabab", ru: "причина", en: "reason" },
});

async function ticketOf(caller: Awaited<ReturnType<typeof given.person>>, language = "uz"): Promise<string> {
  const answer = await api(caller, { headers: { "accept-language": language } }).send(
    "POST",
    "/api/dashboard/live-feed/tickets",
  );
  expect(answer.status).toBe(201);
  return (await bodyOf<{ ticket: string }>(answer)).ticket;
}

const open = (
  ticket: string,
  { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {},
) =>
  exports.default.fetch(`https://api.test/api/dashboard/live-feed${query}`, {
    headers: { upgrade: "websocket", "sec-websocket-protocol": `aifoundry.v1, ticket.${ticket}`, ...headers },
  });

/** A watcher and what it has been shown. */
async function watch(caller: Awaited<ReturnType<typeof given.person>>, query = "", language = "uz") {
  const answer = await open(await ticketOf(caller, language), { query });
  expect(answer.status).toBe(101);
  expect(answer.headers.get("sec-websocket-protocol")).toBe("aifoundry.v1");
  const socket = answer.webSocket!;
  const messages: FeedMessage[] = [];
  socket.addEventListener("message", ({ data }) => {
    messages.push(JSON.parse(data as string) as FeedMessage);
  });
  socket.accept();
  return {
    messages,
    close: () => socket.close(),
    shown: async (count: number) => {
      for (let i = 0; i < 200 && messages.length < count; i++) await new Promise((wait) => setTimeout(wait, 5));
      return messages.map(({ details }) => details.transaction_id);
    },
  };
}

describe("the live feed", () => {
  it("shows an organisation its own events in the published form, each once", async () => {
    const [alfa, beta] = [await given.person("antifraud_manager"), await given.person("antifraud_manager")];
    const [watcher, stranger] = [await watch(alfa), await watch(beta)];
    await env.LIVE_FEED.getByName(alfa.organizationId).publish([entry("a"), entry("b")]);
    await env.LIVE_FEED.getByName(alfa.organizationId).publish([entry("b"), entry("c")]);
    expect(await watcher.shown(3)).toEqual(["a", "b", "c"]);
    expect(watcher.messages[0]).toMatchObject({
      event_type: "transaction_blocked",
      module: "antifraud",
      organization: `Bank ${alfa.organizationId}`,
      details: { risk_score: 920 },
    });
    expect(stranger.messages).toEqual([]);
    watcher.close();
    stranger.close();
  });

  it("resumes after the last event that was seen, across eviction", async () => {
    const alfa = await given.person("antifraud_manager");
    const feed = env.LIVE_FEED.getByName(alfa.organizationId);
    await feed.publish([entry("a"), entry("b"), entry("c")]);
    await evictEverything();
    await feed.publish([entry("d")]);
    const watcher = await watch(alfa, "?last_event_id=2");
    expect(await watcher.shown(2)).toEqual(["c", "d"]);
    watcher.close();
  });

  it("tells each watcher the reason in the language that its ticket was asked in", async () => {
    const alfa = await given.person("antifraud_manager");
    const [uzbek, russian] = [await watch(alfa), await watch(alfa, "", "ru-RU")];
    const feed = env.LIVE_FEED.getByName(alfa.organizationId);
    await feed.publish([entry("a"), { ...entry("b"), reason: null }]);
    for (const { shown } of [uzbek, russian]) await shown(2);
    expect(uzbek.messages.map(({ details }) => details.reason)).toEqual(["sabab", ""]);
    expect(russian.messages.map(({ details }) => details.reason)).toEqual(["причина", ""]);
    const late = await watch(alfa, "?last_event_id=0", "en");
    await late.shown(2);
    expect(late.messages.map(({ details }) => details.reason)).toEqual(["reason", ""]);
    for (const { close } of [uzbek, russian, late]) close();
  });

  it("opens one socket a ticket", async () => {
    const ticket = await ticketOf(await given.person("antifraud_manager"));
    expect((await open(ticket)).status).toBe(101);
    const again = await open(ticket);
    expect(again.status).toBe(401);
    expect(await bodyOf(again)).toMatchObject({ code: "dashboard.ticket_refused" });
  });

  it("refuses a ticket of another organisation's making, a foreign site, and a plain request", async () => {
    const [alfa, beta] = [await given.person("antifraud_manager"), await given.person("antifraud_manager")];
    const secret = (await ticketOf(alfa)).split(".")[1];
    expect((await open(`${beta.organizationId}.${secret}`)).status).toBe(401);
    expect((await open(await ticketOf(alfa), { headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await open(await ticketOf(alfa), { headers: { origin: "https://api.test" } })).status).toBe(101);
    expect((await api().get("/api/dashboard/live-feed")).status).toBe(401);
  });

  it("gives no ticket to someone who may not read transactions", async () => {
    expect((await api(await given.person("viewer")).send("POST", "/api/dashboard/live-feed/tickets")).status).toBe(403);
  });
});
