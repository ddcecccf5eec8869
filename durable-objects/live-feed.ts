import { DurableObject } from "cloudflare:workers";
import { FEED_PROTOCOL, type FeedEntry, type FeedMessage } from "#dashboard";
import { migrations } from "./live-feed.migrations.ts";
import { migrate } from "./shared/migrate.ts";

/** A watcher who comes back within so many events misses nothing. */
const EVENTS_KEPT = 200;
/** Transaction ids by which a repeated event is known; the queue repeats within minutes. */
const SHOWN_KEPT = 20_000;

/** What one organisation's people watch, named by the organisation. Sockets hibernate; the last events are kept for those who return. */
export class LiveFeed extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Takes a ticket in, and the name under which the organisation appears. */
  admit(secret: string, organization: string, expiresAt: number): void {
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.sql.exec("DELETE FROM tickets WHERE expires_at < ?", Date.now());
      this.ctx.storage.sql.exec("INSERT INTO tickets (secret, expires_at) VALUES (?, ?)", secret, expiresAt);
      this.ctx.storage.sql.exec("INSERT OR REPLACE INTO organization (id, name) VALUES (1, ?)", organization);
    });
  }

  /** Whether a ticket was good; it is not any more. */
  redeem(secret: string): boolean {
    const taken = this.ctx.storage.sql.exec(
      "DELETE FROM tickets WHERE secret = ? AND expires_at >= ? RETURNING secret",
      secret,
      Date.now(),
    );
    return taken.toArray().length === 1;
  }

  /** Shows entries to every watcher, each transaction once. */
  publish(entries: FeedEntry[]): void {
    const messages = this.ctx.storage.transactionSync(() => entries.flatMap((entry) => this.#record(entry)));
    const sockets = this.ctx.getWebSockets();
    if (sockets.length === 0 || messages.length === 0) return;
    const frames = messages.map((message) => JSON.stringify(message));
    for (const socket of sockets) for (const frame of frames) socket.send(frame);
  }

  /** Opens a socket, after the events since `last_event_id` that are still kept. */
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const lastSeen = new URL(request.url).searchParams.get("last_event_id");
    if (lastSeen !== null && /^\d{1,15}$/.test(lastSeen)) {
      for (const message of this.#eventsAfter(Number(lastSeen))) server.send(JSON.stringify(message));
    }
    return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": FEED_PROTOCOL } });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 say that no code was sent, and may not be sent themselves.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  #record(entry: FeedEntry): FeedMessage[] {
    const { sql } = this.ctx.storage;
    const { transaction_id } = entry.details;
    if (sql.exec("SELECT 1 FROM shown WHERE transaction_id = ?", transaction_id).toArray().length > 0) return [];
    const { id } = sql
      .exec<{ id: number }>("INSERT INTO events (entry) VALUES (?) RETURNING id", JSON.stringify(entry))
      .one();
    sql.exec("INSERT INTO shown (transaction_id, event_id) VALUES (?, ?)", transaction_id, id);
    sql.exec("DELETE FROM events WHERE id <= ?", id - EVENTS_KEPT);
    if (id % 1000 === 0) sql.exec("DELETE FROM shown WHERE event_id <= ?", id - SHOWN_KEPT);
    return [this.#toMessage(id, entry)];
  }

  #eventsAfter(id: number): FeedMessage[] {
    const rows = this.ctx.storage.sql.exec<{ id: number; entry: string }>(
      "SELECT id, entry FROM events WHERE id > ? ORDER BY id",
      id,
    );
    return rows.toArray().map((row) => this.#toMessage(row.id, JSON.parse(row.entry) as FeedEntry));
  }

  #toMessage(id: number, entry: FeedEntry): FeedMessage {
    const [organization] = this.ctx.storage.sql.exec<{ name: string }>("SELECT name FROM organization").toArray();
    return { event_id: id, organization: organization?.name ?? "", ...entry };
  }
}
