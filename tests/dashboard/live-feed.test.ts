import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Watcher } from "../../workers/dashboard/live-feed.ts";
import { api, bodyOf } from "../support/api.ts";
import { entries, entry, open, quiet, ticketOf, watch } from "../support/feed.ts";
import { given } from "../support/given.ts";
import { evictEverything } from "../support/objects.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
const feedOf = ({ organizationId }: { organizationId: string }) => env.LIVE_FEED.getByName(organizationId);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

describe("the live feed", () => {
  it("shows an organisation its own events in the published form, each once", async () => {
    const [alfa, beta] = [await given.person("antifraud_manager"), await given.person("antifraud_manager")];
    const [watcher, stranger] = [await watch(alfa), await watch(beta)];
    await feedOf(alfa).publish([entry("a"), entry("b")]);
    await feedOf(alfa).publish([entry("b"), entry("c")]);
    expect(await watcher.shown(3)).toEqual(["a", "b", "c"]);
    expect(watcher.messages[0]).toMatchObject({
      event_id: 1,
      event_type: "transaction_blocked",
      module: "antifraud",
      organization: `Bank ${alfa.organizationId}`,
      details: { risk_score: 920, user_id: "somebody" },
    });
    expect(stranger.messages).toEqual([]);
  });

  it("tells each watcher the reason in the language that its ticket was asked in", async () => {
    const alfa = await given.person("antifraud_manager");
    const [uzbek, russian] = [await watch(alfa), await watch(alfa, { language: "ru-RU" })];
    await feedOf(alfa).publish([entry("a"), entry("b", { reason: null })]);
    for (const { shown } of [uzbek, russian]) await shown(2);
    expect(uzbek.messages.map(({ details }) => details.reason)).toEqual(["sabab", ""]);
    expect(russian.messages.map(({ details }) => details.reason)).toEqual(["причина", ""]);
    const late = await watch(alfa, { query: "?last_event_id=0", language: "en" });
    await late.shown(2);
    expect(late.messages.map(({ details }) => details.reason)).toEqual(["reason", ""]);
  });

  it("tells who took part only to those who may see it, and of products only to those who use them", async () => {
    const alfa = await given.person("antifraud_manager");
    const viewer = await watch(await given.colleague(alfa.organizationId, "viewer"));
    const caller = await watch(await given.colleague(alfa.organizationId, "org_admin", ["bankcall"]));
    await feedOf(alfa).publish([entry("a"), entry("b", { module: "bankcall" })]);
    expect(await viewer.shown(2)).toEqual(["a", "b"]);
    expect(viewer.frames.join()).not.toContain("somebody");
    expect(await caller.shown(1)).toEqual(["b"]);
    expect(caller.messages[0]?.details).toMatchObject({ user_id: "somebody" });
  });

  it("sends several messages as one frame where that is asked for", async () => {
    const alfa = await given.person("antifraud_manager");
    const watcher = await watch(alfa, { query: "?batch=true" });
    await feedOf(alfa).publish(entries(1, 50));
    expect(await watcher.shown(50)).toEqual(range(1, 50));
    expect(watcher.frames).toHaveLength(1);
  });

  it("answers a ping, and closes on what it does not know", async () => {
    const watcher = await watch(await given.person("antifraud_manager"));
    watcher.send("ping");
    for (let i = 0; i < 100 && watcher.frames.length === 0; i++) await new Promise((wait) => setTimeout(wait, 5));
    expect(watcher.frames).toEqual(["pong"]);
    watcher.send("hello");
    expect(await watcher.closedBy()).toBe(4400);
  });
});

describe("a watcher who comes back", () => {
  it("gets what came after the last event that was seen, across eviction", async () => {
    const alfa = await given.person("antifraud_manager");
    await feedOf(alfa).publish([entry("a"), entry("b"), entry("c")]);
    await evictEverything();
    await feedOf(alfa).publish([entry("d")]);
    const watcher = await watch(alfa, { query: "?last_event_id=2" });
    expect(await watcher.shown(2)).toEqual(["c", "d"]);
  });

  it("misses nothing and sees nothing twice while events go on arriving", async () => {
    const alfa = await given.person("antifraud_manager");
    await feedOf(alfa).publish(entries(1, 20));
    const publishing = (async () => {
      for (let i = 21; i <= 120; i++) await feedOf(alfa).publish([entry(String(i))]);
    })();
    const watchers = await Promise.all(range(1, 10).map((id) => watch(alfa, { query: `?last_event_id=${id}` })));
    await publishing;
    for (const [i, { shown }] of watchers.entries()) expect(await shown(119 - i)).toEqual(range(i + 2, 120));
  });

  it("is told to read the list where more was missed than is kept, and goes on behind it", async () => {
    const alfa = await given.person("antifraud_manager");
    await feedOf(alfa).publish(entries(1, 150));
    await feedOf(alfa).publish(entries(151, 300));
    const kept = await watch(alfa, { query: "?last_event_id=100" });
    expect(await kept.shown(200)).toEqual(range(101, 300));
    const lost = await watch(alfa, { query: "?last_event_id=99" });
    await lost.shown(1);
    expect(lost.messages).toMatchObject([{ event_type: "resync", event_id: 300, module: "dashboard" }]);
    await feedOf(alfa).publish([entry("301")]);
    await lost.shown(2);
    expect(lost.messages.map(({ event_id }) => event_id)).toEqual([300, 301]);
    // A number that this feed never gave.
    const strange = await watch(alfa, { query: "?last_event_id=5000" });
    await strange.shown(1);
    expect(strange.messages).toMatchObject([{ event_type: "resync", event_id: 301 }]);
  });

  it("is not told of what an erasure took away, and numbers are not given again", async () => {
    const alfa = await given.person("antifraud_manager");
    await feedOf(alfa).publish([entry("a"), entry("b", { subject: "other" }), entry("c")]);
    await feedOf(alfa).forget("somebody", Date.now() + 1000);
    await feedOf(alfa).publish([entry("d", { subject: "other" })]);
    const watcher = await watch(alfa, { query: "?last_event_id=0" });
    expect(await watcher.shown(2)).toEqual(["b", "d"]);
    expect(watcher.messages.map(({ event_id }) => event_id)).toEqual([2, 4]);
  });
});

describe("a watcher who does not follow", () => {
  const IN_FLIGHT = 200;

  it("is sent no more than may be in flight, and the rest as it acknowledges", async () => {
    const alfa = await given.person("antifraud_manager");
    const [slow, quick] = [await watch(alfa), await watch(alfa, { query: "?batch=true" })];
    await feedOf(alfa).publish(entries(1, 150));
    await quick.shown(150);
    quick.send("ack 150");
    await feedOf(alfa).publish(entries(151, 300));
    expect(await quick.shown(300)).toEqual(range(1, 300));
    expect(await slow.shown(IN_FLIGHT)).toHaveLength(IN_FLIGHT);
    await quiet();
    expect(slow.messages).toHaveLength(IN_FLIGHT);
    slow.send("ack 120");
    expect(await slow.shown(300)).toEqual(range(1, 300));
  });

  it("is told to read the list once it is behind what is kept", async () => {
    const alfa = await given.person("antifraud_manager");
    const slow = await watch(alfa);
    await feedOf(alfa).publish(entries(1, 250));
    await feedOf(alfa).publish(entries(251, 500));
    await slow.shown(IN_FLIGHT);
    slow.send("ack 200");
    await slow.shown(IN_FLIGHT + 1);
    expect(slow.messages.at(-1)).toMatchObject({ event_type: "resync", event_id: 500 });
    await feedOf(alfa).publish([entry("501")]);
    expect((await slow.shown(IN_FLIGHT + 2)).at(-1)).toBe("501");
  });

  it("is closed after a minute without an acknowledgement, also by an object that lost its memory", async () => {
    const alfa = await given.person("antifraud_manager");
    const [slow, quick] = [await watch(alfa), await watch(alfa)];
    await feedOf(alfa).publish(entries(1, 100));
    await quick.shown(100);
    quick.send("ack 100");
    await feedOf(alfa).publish(entries(101, 250));
    await slow.shown(IN_FLIGHT);
    const minuteAgo = Date.now() - 61_000;
    await runInDurableObject(feedOf(alfa), (_, state) => {
      for (const socket of state.getWebSockets()) {
        // SAFETY: what the feed keeps with a socket.
        const kept = socket.deserializeAttachment() as { behind: { since: number } | null };
        if (kept.behind) socket.serializeAttachment({ ...kept, behind: { ...kept.behind, since: minuteAgo } });
      }
    });
    await evictEverything();
    await runDurableObjectAlarm(feedOf(alfa));
    expect(await slow.closedBy()).toBe(4408);
    expect(quick.isOpen()).toBe(true);
  });
});

describe("a ticket", () => {
  it("opens one socket", async () => {
    const ticket = await ticketOf(await given.person("antifraud_manager"));
    expect((await open(ticket)).status).toBe(101);
    const again = await open(ticket);
    expect(again.status).toBe(401);
    expect(await bodyOf(again)).toMatchObject({ code: "dashboard.ticket_refused" });
  });

  it("of another organisation's making, from a foreign site, or in a plain request opens none", async () => {
    const [alfa, beta] = [await given.person("antifraud_manager"), await given.person("antifraud_manager")];
    const secret = (await ticketOf(alfa)).split(".")[1];
    expect((await open(`${beta.organizationId}.${secret}`)).status).toBe(401);
    expect((await open(await ticketOf(alfa), { headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await open(await ticketOf(alfa), { headers: { origin: "https://api.test" } })).status).toBe(101);
    expect((await api().get("/api/dashboard/live-feed")).status).toBe(401);
  });

  it("is not given to those who may not read the dashboard, and a watcher that a client describes is nobody", async () => {
    const key = await given.apiKey(["read:transactions"]);
    expect((await api(key).send("POST", "/api/dashboard/live-feed/tickets")).status).toBe(403);
    const alfa = await given.person("viewer");
    const claimed = JSON.stringify({ sight: { modules: ["antifraud"], permissions: ["read:*"] }, language: "en" });
    const answer = await open(await ticketOf(alfa), { headers: { "x-feed-watcher": claimed } });
    const frames: string[] = [];
    answer.webSocket!.addEventListener("message", ({ data }) => void frames.push(String(data)));
    answer.webSocket!.accept();
    await feedOf(alfa).publish([entry("a")]);
    await quiet();
    expect(frames).toHaveLength(1);
    expect(frames.join()).not.toContain("somebody");
  });

  it("is refused, and so is its socket, where as many watch as may", async () => {
    const alfa: Person = await given.person("antifraud_manager");
    const ticket = await ticketOf(alfa);
    const watcher: Watcher = {
      proof: { kind: "user", userId: alfa.userId, sessionId: "ses_x" },
      callerId: alfa.userId,
      language: "en",
      sight: { modules: ["antifraud"], permissions: ["read:*"], networks: "" },
      isBatched: false,
    };
    const request = () =>
      new Request("https://feed/", { headers: { upgrade: "websocket", "x-feed-watcher": JSON.stringify(watcher) } });
    const held: unknown[] = [];
    await runInDurableObject(feedOf(alfa), async (feed) => {
      for (let i = 0; i < 5000; i++) {
        const answer = await feed.fetch(request());
        expect(answer.status).toBe(101);
        held.push(answer.webSocket);
      }
    });
    for (const answer of [await open(ticket), await api(alfa).send("POST", "/api/dashboard/live-feed/tickets")]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("60");
      expect(await bodyOf(answer)).toMatchObject({ code: "dashboard.feed_full" });
    }
  });
});

describe("GET /api/dashboard/live-feed/events", () => {
  const poll = async (caller: { token: string }, query = "") => {
    const answer = await api(caller, { headers: { "accept-language": "en" } }).get(
      `/api/dashboard/live-feed/events${query}`,
    );
    expect(answer.status).toBe(200);
    return bodyOf<{ data: { event_id: number; event_type: string; details: object }[]; last_event_id: number }>(answer);
  };

  it("tells what a socket would have told", async () => {
    const alfa = await given.person("antifraud_manager");
    expect(await poll(alfa)).toEqual({ data: [], last_event_id: 0 });
    const watcher = await watch(alfa, { language: "en" });
    await feedOf(alfa).publish(entries(1, 3));
    await watcher.shown(3);
    expect(await poll(alfa, "?after=0")).toEqual({ data: watcher.messages, last_event_id: 3 });
    expect(await poll(alfa, "?after=2")).toMatchObject({ data: [{ event_id: 3 }] });
    expect(await poll(alfa)).toEqual({ data: [], last_event_id: 3 });
    const viewer = await poll(await given.colleague(alfa.organizationId, "viewer"), "?after=0");
    expect(viewer.data).toHaveLength(3);
    expect(JSON.stringify(viewer)).not.toContain("somebody");
    expect((await poll(await given.person("antifraud_manager"), "?after=0")).data).toEqual([]);
  });

  it("says where more was missed than is kept, and refuses what is no number", async () => {
    const alfa = await given.person("antifraud_manager");
    await feedOf(alfa).publish(entries(1, 300));
    expect(await poll(alfa, "?after=10")).toMatchObject({
      data: [{ event_type: "resync", event_id: 300 }],
      last_event_id: 300,
    });
    expect((await poll(alfa, "?after=100")).data).toHaveLength(200);
    for (const bad of ["-1", "x", "1.5", "9007199254740993"]) {
      const answer = await api(alfa).get(`/api/dashboard/live-feed/events?after=${bad}`);
      expect(answer.status).toBe(422);
      expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "after" }] });
    }
  });
});
