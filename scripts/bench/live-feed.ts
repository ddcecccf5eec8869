import { demoPassword } from "../demo.ts";
import type { Client, Shot } from "./load.ts";

/** What the live feed does with so many sockets open, milliseconds; each the median and the longest of some events. */
export type LiveFeedFigures = {
  sockets: number;
  /** How many sockets were opened a second, each with a ticket of its own. */
  openedASecond: number;
  /** From the answer of a decision until the last socket has it. */
  toLastMs: { median: number; longest: number };
  /** From the first socket that has it until the last. */
  broadcastMs: { median: number; longest: number };
};

const OPENED_AT_ONCE = 32;
const EVENTS = 10;
/** Longer than anything that counts as having worked. */
const LONGEST_WAIT_MS = 30_000;

/** Opens sockets to a running demonstration, decides on payments one by one, and waits each time until every socket has it. */
export async function measureLiveFeed(
  { url, client, next }: { url: string; client: Client; next: () => Shot },
  sockets: number,
): Promise<LiveFeedFigures> {
  const key = await watchingKey(url);
  /** When each message arrived, by the payment that it tells of. */
  const arrivals = new Map<string, number[]>();
  const opened: WebSocket[] = [];
  /** How many sockets were closed before the end, by their codes. */
  const closed = new Map<number, number>();
  const openOne = async () => {
    const { ticket } = await post(url, "/api/dashboard/live-feed/tickets", {}, key);
    const socket = new WebSocket(`${url.replace("http", "ws")}/api/dashboard/live-feed`, [
      "aifoundry.v1",
      `ticket.${ticket}`,
    ]);
    socket.addEventListener("message", ({ data }) => {
      // Not parsed: the process that measures shall not be what is measured.
      const [, id = ""] = /"transaction_id":"([^"]+)"/.exec(String(data)) ?? [];
      arrivals.get(id)?.push(performance.now());
    });
    socket.addEventListener("close", ({ code }) => closed.set(code, (closed.get(code) ?? 0) + 1));
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error("A socket could not be opened")));
    });
    opened.push(socket);
  };
  try {
    const startedAt = performance.now();
    let left = sockets;
    const lane = async () => {
      while (left-- > 0) await openOne();
    };
    await Promise.all(Array.from({ length: OPENED_AT_ONCE }, lane));
    const openedASecond = sockets / ((performance.now() - startedAt) / 1000);
    const toLast: number[] = [];
    const broadcast: number[] = [];
    // The first warms up.
    for (let i = 0; i <= EVENTS; i++) {
      const shot = next();
      const { transaction_id: id } = JSON.parse(shot.body) as { transaction_id: string };
      const times: number[] = [];
      arrivals.set(id, times);
      await client.post(shot);
      const answeredAt = performance.now();
      while (times.length < sockets) {
        if (performance.now() - answeredAt > LONGEST_WAIT_MS)
          throw new Error(`${times.length} of ${sockets} sockets got an event; closed: ${JSON.stringify([...closed])}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      arrivals.delete(id);
      if (i === 0) continue;
      toLast.push(times.at(-1)! - answeredAt);
      broadcast.push(times.at(-1)! - times[0]!);
    }
    return { sockets, openedASecond, toLastMs: spreadOf(toLast), broadcastMs: spreadOf(broadcast) };
  } finally {
    for (const socket of opened) socket.close();
  }
}

const spreadOf = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: sorted.at(-1) ?? 0 };
};

/** A key of the demonstration's bank that may watch. */
async function watchingKey(url: string): Promise<string> {
  const credentials = { email: "admin@alfabank.uz", password: demoPassword };
  const { access_token } = await post(url, "/api/auth/login", credentials);
  const asked = { name: "Watchers", scopes: ["read:dashboard"], expires_in_days: 1 };
  return (await post(url, "/api/api-keys", asked, access_token)).key ?? "";
}

async function post(url: string, path: string, body: object, token?: string): Promise<Record<string, string>> {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}`);
  return (await answer.json()) as Record<string, string>;
}
