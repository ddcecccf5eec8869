import { DurableObject } from "cloudflare:workers";
import { recallCaller } from "#auth";
import {
  closeCodes,
  FEED_PROTOCOL,
  type FeedMessage,
  sightOf,
  type TicketHolder,
  WATCHER_HEADER,
  type Watcher,
} from "#dashboard";
import type { FeedEntry } from "#platform/feed-entry";
import { describeFailure, log } from "#platform/log";
import { createPlatform } from "#platform/platform";
import { FeedEvents } from "./live-feed.events.ts";
import { migrations } from "./live-feed.migrations.ts";
import { type Attachment, FeedSockets, SLOWEST_ACK_MS } from "./live-feed.sockets.ts";
import { migrate } from "./shared/migrate.ts";

/**
 * Whoever watches is asked about again so long after the last time, for what nobody told of: a session that is over, a lost message.
 * The first time soon, for what was told while the socket opened; sooner than the net, where asking failed.
 */
const CHECK_MS = 5 * 60_000;
const FIRST_CHECK_MS = 2000;
const CHECK_AGAIN_MS = 30_000;
/** Each is two calls of other objects, of which an invocation has a thousand. */
const CHECKED_AT_ONCE = 250;

/** What one organisation's people watch, named by the organisation. Sockets hibernate; the last events are kept for those who return. */
export class LiveFeed extends DurableObject<Env> {
  readonly #events: FeedEvents;
  readonly #sockets: FeedSockets;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, migrations);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#events = new FeedEvents(ctx.storage.sql);
    this.#sockets = new FeedSockets(ctx, this.#events);
  }

  /** Takes a ticket in, and the name under which the organisation appears; false where nobody more may watch. */
  admit(ticket: { secret: string; organization: string; holder: TicketHolder; expiresAt: number }): boolean {
    if (this.#sockets.isFull) return false;
    const { sql } = this.ctx.storage;
    const { secret, organization, holder, expiresAt } = ticket;
    this.ctx.storage.transactionSync(() => {
      sql.exec("DELETE FROM tickets WHERE expires_at < ?", Date.now());
      sql.exec("INSERT INTO tickets VALUES (?, ?, ?)", secret, expiresAt, JSON.stringify(holder));
      sql.exec("INSERT OR REPLACE INTO organization (id, name) VALUES (1, ?)", organization);
    });
    return true;
  }

  /** To whom a ticket was given that was good, which it is not any more; null of any other. */
  redeem(secret: string): TicketHolder | null {
    const taken = this.ctx.storage.sql.exec<{ holder: string }>(
      "DELETE FROM tickets WHERE secret = ? AND expires_at >= ? RETURNING holder",
      secret,
      Date.now(),
    );
    const holder = taken.toArray()[0]?.holder;
    // SAFETY: written by admit().
    return holder === undefined ? null : (JSON.parse(holder) as TicketHolder);
  }

  /** Opens a socket for the watcher in the header, after the events since `last_event_id`; 503 where nobody more may watch. */
  override async fetch(request: Request): Promise<Response> {
    if (this.#sockets.isFull) return new Response(null, { status: 503 });
    // SAFETY: the Worker writes this header, over whatever a client sent.
    const watcher = JSON.parse(request.headers.get(WATCHER_HEADER) ?? "") as Watcher;
    const lastSeen = new URL(request.url).searchParams.get("last_event_id") ?? "";
    const { 0: client, 1: server } = new WebSocketPair();
    const dueAt = Date.now() + FIRST_CHECK_MS;
    const after = /^\d{1,15}$/.test(lastSeen) ? Number(lastSeen) : null;
    this.#sockets.open(server, watcher, { dueAt, after });
    // That alarm also finds when to look for those who are behind.
    await this.#wakeBy(dueAt);
    return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": FEED_PROTOCOL } });
  }

  /** Shows entries to every watcher, each once. */
  async publish(entries: FeedEntry[]): Promise<void> {
    const events = this.ctx.storage.transactionSync(() => this.#events.record(entries));
    if (events.length === 0) return;
    if (this.#sockets.show(events)) await this.#wakeBy(Date.now() + SLOWEST_ACK_MS);
  }

  /** What a socket would be sent after an event, for those who cannot open one; from now on where none is named. */
  read(watcher: Pick<Watcher, "sight" | "language">, after: number | null): { data: FeedMessage[]; head: number } {
    const { head } = this.#events;
    if (after === null) return { data: [], head };
    if (this.#events.isLostAfter(after)) return { data: [this.#sockets.resync()], head };
    return { data: this.#sockets.toMessages(this.#events.after(after), watcher), head };
  }

  /** Looks again at what a caller may see, or everyone where none is named, and closes the sockets that it is not true of any more. */
  async recheck(callerId: string | null): Promise<void> {
    const meant = this.#sockets
      .all()
      .filter(({ attachment }) => callerId === null || attachment.watcher.callerId === callerId);
    if (meant.length <= CHECKED_AT_ONCE) return this.#check(meant);
    for (const { socket, attachment } of meant) this.#sockets.remember(socket, { ...attachment, dueAt: 0 });
    await this.#wakeBy(Date.now());
  }

  /** Drops what is kept about a payer until a time, epoch milliseconds. */
  forget(subject: string, until: number): void {
    this.#events.forget(subject, until);
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const [, id] = (typeof message === "string" && /^ack (\d{1,15})$/.exec(message)) || [];
    if (id === undefined) return this.#sockets.close(socket, closeCodes.unknownMessage, "unknown message");
    if (this.#sockets.acknowledge(socket, Number(id))) await this.#wakeBy(Date.now() + SLOWEST_ACK_MS);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005, 1006 and 1015 say that no code was sent, and may not be sent themselves.
    this.#sockets.close(socket, [1005, 1006, 1015].includes(code) ? 1000 : code, "");
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    const slowAt = this.#sockets.closeSlow(now);
    const byDue = this.#sockets.all().sort((a, b) => a.attachment.dueAt - b.attachment.dueAt);
    await this.#check(byDue.filter(({ attachment }) => attachment.dueAt <= now).slice(0, CHECKED_AT_ONCE));
    const next = this.#sockets.all().map(({ attachment }) => attachment.dueAt);
    if (slowAt !== null) next.push(slowAt);
    if (next.length > 0) await this.#wakeBy(next.reduce((a, b) => Math.min(a, b)));
  }

  async #check(watching: readonly { socket: WebSocket; attachment: Attachment }[]): Promise<void> {
    const byProof = Map.groupBy(watching, ({ attachment }) => JSON.stringify(attachment.watcher.proof));
    const { db } = createPlatform(this.env);
    await Promise.all(
      [...byProof.values()].map(async (own) => {
        const now = Date.now();
        const { proof } = own[0]!.attachment.watcher;
        try {
          const sight = await sightOf(await recallCaller({ env: this.env, db }, proof, now));
          const seen = JSON.stringify(sight);
          const until = proof.kind === "oauth_client" ? proof.expiresAt : Number.POSITIVE_INFINITY;
          for (const { socket, attachment } of own) {
            if (JSON.stringify(attachment.watcher.sight) === seen)
              this.#lookBy(socket, Math.min(now + CHECK_MS, until));
            else this.#sockets.close(socket, closeCodes.accessChanged, "access changed");
          }
        } catch (failure) {
          log("warn", "watcher not looked at, will be", describeFailure(failure));
          for (const { socket } of own) this.#lookBy(socket, now + CHECK_AGAIN_MS);
        }
      }),
    );
  }

  /** Puts off looking at a socket again; what else is remembered of it may have changed while others were asked. */
  #lookBy(socket: WebSocket, dueAt: number): void {
    this.#sockets.remember(socket, { ...this.#sockets.attachmentOf(socket), dueAt });
  }

  /** Wakes this object at a time or before; at once where that is past. */
  async #wakeBy(time: number): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    if (alarm === null || alarm > time) await this.ctx.storage.setAlarm(Math.max(time, Date.now()));
  }
}
