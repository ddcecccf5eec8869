import { DurableObject } from "cloudflare:workers";
import { FEED_LANGUAGE_HEADER, FEED_PROTOCOL, type FeedEntry, type FeedMessage } from "#dashboard";
import { type Language, languages } from "#platform/i18n";
import { migrations } from "./live-feed.migrations.ts";
import { migrate } from "./shared/migrate.ts";

/** A watcher who comes back within so many events misses nothing. */
const EVENTS_KEPT = 200;
/** Transaction ids by which a repeated event is known; the queue repeats within minutes. */
const SHOWN_KEPT = 20_000;
const FORGET_EVERY = 1000;

type FeedEvent = { id: number; entry: FeedEntry };

/** What one organisation's people watch, named by the organisation. Sockets hibernate; the last events are kept for those who return. */
export class LiveFeed extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Takes a ticket in, the language of whom it was given to, and the name under which the organisation appears. */
  admit(ticket: { secret: string; organization: string; language: Language; expiresAt: number }): void {
    const { sql } = this.ctx.storage;
    const { secret, organization, language, expiresAt } = ticket;
    this.ctx.storage.transactionSync(() => {
      sql.exec("DELETE FROM tickets WHERE expires_at < ?", Date.now());
      sql.exec("INSERT INTO tickets (secret, expires_at, language) VALUES (?, ?, ?)", secret, expiresAt, language);
      sql.exec("INSERT OR REPLACE INTO organization (id, name) VALUES (1, ?)", organization);
    });
  }

  /** The language of a ticket that was good, which it is not any more; null of any other. */
  redeem(secret: string): Language | null {
    const taken = this.ctx.storage.sql.exec<{ language: Language }>(
      "DELETE FROM tickets WHERE secret = ? AND expires_at >= ? RETURNING language",
      secret,
      Date.now(),
    );
    return taken.toArray()[0]?.language ?? null;
  }

  /** Shows entries to every watcher, each transaction once. */
  publish(entries: FeedEntry[]): void {
    const events = this.ctx.storage.transactionSync(() => this.#record(entries));
    for (const language of languages) {
      const sockets = this.ctx.getWebSockets(language);
      if (sockets.length === 0) continue;
      const frames = this.#toFrames(events, language);
      for (const socket of sockets) for (const frame of frames) socket.send(frame);
    }
  }

  /** Drops what is kept of a payer until a time, epoch milliseconds. */
  forget(userId: string, until: number): void {
    this.ctx.storage.sql.exec(
      "DELETE FROM events WHERE entry ->> '$.details.user_id' = ? AND entry ->> '$.timestamp' <= ?",
      userId,
      new Date(until).toISOString(),
    );
  }

  /** Opens a socket, after the events since `last_event_id` that are still kept. */
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    const language = languages.find((known) => known === request.headers.get(FEED_LANGUAGE_HEADER)) ?? languages[0];
    this.ctx.acceptWebSocket(server, [language]);
    const lastSeen = new URL(request.url).searchParams.get("last_event_id");
    if (lastSeen !== null && /^\d{1,15}$/.test(lastSeen)) {
      for (const frame of this.#toFrames(this.#eventsAfter(Number(lastSeen)), language)) server.send(frame);
    }
    return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": FEED_PROTOCOL } });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 say that no code was sent, and may not be sent themselves.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  /** Numbers and keeps the entries that were not shown yet. Lists travel as JSON, since a statement costs more than a row. */
  #record(entries: readonly FeedEntry[]): FeedEvent[] {
    const { sql } = this.ctx.storage;
    const byTransaction = new Map(entries.map((entry) => [entry.details.transaction_id, entry]));
    const shown = sql.exec<{ id: string }>(
      "SELECT transaction_id AS id FROM shown WHERE transaction_id IN (SELECT value FROM json_each(?))",
      JSON.stringify([...byTransaction.keys()]),
    );
    for (const { id } of shown) byTransaction.delete(id);
    if (byTransaction.size === 0) return [];
    let id = sql.exec<{ id: number }>("SELECT coalesce(max(id), 0) AS id FROM events").one().id;
    const fresh = [...byTransaction.values()].map((entry) => ({ id: ++id, entry }));
    sql.exec(
      "INSERT INTO shown (transaction_id, event_id) SELECT value ->> 0, value ->> 1 FROM json_each(?)",
      JSON.stringify(fresh.map((event) => [event.entry.details.transaction_id, event.id])),
    );
    sql.exec(
      "INSERT INTO events (id, entry) SELECT value ->> 0, value ->> 1 FROM json_each(?)",
      JSON.stringify(fresh.slice(-EVENTS_KEPT).map((event) => [event.id, event.entry])),
    );
    sql.exec("DELETE FROM events WHERE id <= ?", id - EVENTS_KEPT);
    const isTimeToForget = Math.floor(id / FORGET_EVERY) > Math.floor((id - fresh.length) / FORGET_EVERY);
    if (isTimeToForget) sql.exec("DELETE FROM shown WHERE event_id <= ?", id - SHOWN_KEPT);
    return fresh;
  }

  #eventsAfter(id: number): FeedEvent[] {
    const rows = this.ctx.storage.sql.exec<{ id: number; entry: string }>(
      "SELECT id, entry FROM events WHERE id > ? ORDER BY id",
      id,
    );
    return rows.toArray().map((row) => ({ id: row.id, entry: JSON.parse(row.entry) as FeedEntry }));
  }

  /** The events as the watchers of one language get them. */
  #toFrames(events: readonly FeedEvent[], language: Language): string[] {
    const [organization] = this.ctx.storage.sql.exec<{ name: string }>("SELECT name FROM organization").toArray();
    return events.map(({ id, entry: { reason, details, ...entry } }) => {
      const told = { ...details, reason: reason?.[language] ?? "" };
      const message: FeedMessage = { event_id: id, organization: organization?.name ?? "", ...entry, details: told };
      return JSON.stringify(message);
    });
  }
}
