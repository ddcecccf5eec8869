import { closeCodes, type FeedMessage, MOST_WATCHERS, showEntry, type Watcher } from "#dashboard";
import { EVENTS_KEPT, type FeedEvent, type FeedEvents } from "./live-feed.events.ts";

/** What was sent to a socket and not acknowledged; more waits until it is. Nothing waits in memory: what is kept is read again. */
const MOST_IN_FLIGHT = EVENTS_KEPT;
/** Whoever acknowledges nothing for so long is not there, or cannot follow. */
export const SLOWEST_ACK_MS = 60_000;

/** A socket's own memory, which outlives hibernation: written when it is opened, looked at again, falls behind or catches up. */
export type Attachment = {
  watcher: Watcher;
  /** When it has to be looked at again; epoch milliseconds. */
  dueAt: number;
  /** Set while it waits for acknowledgements: the last event that it was sent, and since when. */
  behind: { after: number; since: number } | null;
};

type Frame = { id: number; text: string };
type Socket = {
  attachment: Attachment;
  /** Of all that have the same the same is shown. */
  readonly view: string;
  /** Numbers of the messages in flight. Lost in hibernation, which nothing but ten idle seconds bring about. */
  inFlight: number[];
};

/** The sockets of one feed: each gets what its watcher may see, at the pace at which it acknowledges. */
export class FeedSockets {
  readonly #ctx: DurableObjectState;
  readonly #events: FeedEvents;
  readonly #known = new WeakMap<WebSocket, Socket>();
  /** There are no more open sockets than this. */
  #atMost = Number.POSITIVE_INFINITY;

  constructor(ctx: DurableObjectState, events: FeedEvents) {
    this.#ctx = ctx;
    this.#events = events;
  }

  /** Whether nobody more may watch. Counted only where it may be so: listing thousands of sockets takes longer than opening one. */
  get isFull(): boolean {
    if (this.#atMost >= MOST_WATCHERS) this.#atMost = this.#open().length;
    return this.#atMost >= MOST_WATCHERS;
  }

  /** Every open socket with what is remembered of it. */
  all(): { socket: WebSocket; attachment: Attachment }[] {
    return this.#open().map((socket) => ({ socket, attachment: this.attachmentOf(socket) }));
  }

  attachmentOf(socket: WebSocket): Attachment {
    return this.#of(socket).attachment;
  }

  /** Takes a socket in, and sends it what came after an event that its watcher has seen, where they name one. */
  open(socket: WebSocket, watcher: Watcher, { dueAt, after }: { dueAt: number; after: number | null }): void {
    this.#ctx.acceptWebSocket(socket);
    this.#atMost++;
    const behind = after === null ? null : { after, since: Date.now() };
    const opened = toSocket({ watcher, dueAt, behind });
    this.#known.set(socket, opened);
    this.remember(socket, opened.attachment);
    if (behind) this.#catchUp(socket, opened);
  }

  remember(socket: WebSocket, attachment: Attachment): void {
    this.#of(socket).attachment = attachment;
    socket.serializeAttachment(attachment);
  }

  /** Sends new events to everyone who is not behind; frames are made once for all who see the same. Whether somebody is behind. */
  show(events: readonly FeedEvent[]): boolean {
    let isSomeoneBehind = false;
    const made = new Map<string, { frames: Frame[]; joined: string }>();
    for (const socket of this.#open()) {
      const known = this.#of(socket);
      const { watcher, behind } = known.attachment;
      if (behind) {
        isSomeoneBehind = true;
        continue;
      }
      let told = made.get(known.view);
      if (!told) {
        const frames = this.#toFrames(events, watcher);
        told = { frames, joined: joinFrames(frames) };
        made.set(known.view, told);
      }
      this.#send(socket, known, told.frames, told.joined);
      isSomeoneBehind ||= known.attachment.behind !== null;
    }
    return isSomeoneBehind;
  }

  /** Takes an acknowledgement of everything up to an event, and goes on where there was more to send. Whether it is behind still. */
  acknowledge(socket: WebSocket, id: number): boolean {
    const known = this.#of(socket);
    known.inFlight = known.inFlight.filter((sent) => sent > id);
    if (known.attachment.behind) this.#catchUp(socket, known);
    return known.attachment.behind !== null;
  }

  /** Closes sockets that wait for acknowledgements for too long; tells when to look again. */
  closeSlow(now: number): number | null {
    let next: number | null = null;
    for (const { socket, attachment } of this.all()) {
      if (!attachment.behind) continue;
      const end = attachment.behind.since + SLOWEST_ACK_MS;
      if (end <= now) this.close(socket, closeCodes.tooSlow, "not acknowledged");
      else next = Math.min(next ?? end, end);
    }
    return next;
  }

  close(socket: WebSocket, code: number, reason: string): void {
    try {
      socket.close(code, reason);
    } catch {
      // The other side was faster.
    }
  }

  /** The events as one watcher gets them, each with its number. */
  toMessages(events: readonly FeedEvent[], { sight, language }: Pick<Watcher, "sight" | "language">): FeedMessage[] {
    const organization = this.#organization();
    return events.flatMap(({ id, entry }) => {
      const message = showEntry(sight, entry, organization, language);
      return message === null ? [] : [{ event_id: id, ...message }];
    });
  }

  /** What tells a watcher that more was missed than is kept: what came until its number has to be read from the list. */
  resync(): FeedMessage {
    return {
      event_id: this.#events.head,
      event_type: "resync",
      timestamp: new Date().toISOString(),
      module: "dashboard",
      organization: this.#organization(),
      details: { reason: "" },
    };
  }

  /** Sends a socket what came after the last that it was sent, as much as may be in flight. */
  #catchUp(socket: WebSocket, known: Socket): void {
    const { watcher, behind } = known.attachment;
    if (!behind) return;
    const since = known.inFlight.length < MOST_IN_FLIGHT ? Date.now() : behind.since;
    const isLost = this.#events.isLostAfter(behind.after);
    const resync = this.resync();
    const frames = isLost
      ? [{ id: resync.event_id, text: JSON.stringify(resync) }]
      : this.#toFrames(this.#events.after(behind.after), watcher);
    this.remember(socket, { ...known.attachment, behind: null });
    this.#send(socket, known, frames, joinFrames(frames), { after: behind.after, since });
  }

  /** Sends frames as far as they may be in flight; `before` is where the socket stands. */
  #send(
    socket: WebSocket,
    known: Socket,
    frames: readonly Frame[],
    joined: string,
    before?: { after: number; since: number },
  ): void {
    const room = MOST_IN_FLIGHT - known.inFlight.length;
    const sent = frames.slice(0, room);
    try {
      if (!known.attachment.watcher.isBatched) for (const { text } of sent) socket.send(text);
      else if (sent.length > 0) socket.send(sent.length === frames.length ? joined : joinFrames(sent));
    } catch {
      this.close(socket, 1011, "not reachable");
      return;
    }
    for (const { id } of sent) known.inFlight.push(id);
    const first = frames[sent.length];
    if (!first) return;
    const after = sent.at(-1)?.id ?? before?.after ?? first.id - 1;
    this.remember(socket, { ...known.attachment, behind: { after, since: before?.since ?? Date.now() } });
  }

  #toFrames = (events: readonly FeedEvent[], watcher: Watcher): Frame[] =>
    this.toMessages(events, watcher).map((message) => ({ id: message.event_id, text: JSON.stringify(message) }));

  #organization(): string {
    const [row] = this.#ctx.storage.sql.exec<{ name: string }>("SELECT name FROM organization").toArray();
    return row?.name ?? "";
  }

  #open = (): WebSocket[] => this.#ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);

  #of(socket: WebSocket): Socket {
    const known = this.#known.get(socket);
    if (known) return known;
    // SAFETY: written by remember().
    const woken = toSocket(socket.deserializeAttachment() as Attachment);
    this.#known.set(socket, woken);
    return woken;
  }
}

const toSocket = (attachment: Attachment): Socket => {
  const { language, sight } = attachment.watcher;
  return { attachment, view: `${language}|${sight.modules}|${sight.permissions}`, inFlight: [] };
};

/** Messages as one frame, a list. */
const joinFrames = (frames: readonly Frame[]) => `[${frames.map(({ text }) => text).join(",")}]`;
