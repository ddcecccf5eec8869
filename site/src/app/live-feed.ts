import { callApi, type Failure } from "../api.ts";
import type { DecisionMessage, Language, ResyncMessage } from "../api-types.ts";

export type FeedStatus = "connecting" | "live" | "polling" | "failing" | "offline" | "stopped";

/** What the feed sends, told apart by its module. */
type FeedMessage = (DecisionMessage & { event_id: number }) | ResyncMessage;

type FeedHandlers = {
  language: Language;
  onMessages: (messages: DecisionMessage[]) => void;
  onStatus: (status: FeedStatus) => void;
  /** The socket is open: what happened before it was has to be fetched. */
  onOpen: () => void;
  /** More was missed than the feed keeps: the list has to be read anew. */
  onGap: () => void;
  /** Called every few seconds while no socket can be had; tells whether it brought what there is. */
  onPoll: () => Promise<boolean>;
  onRefused: (failure: Failure) => void;
};

const POLL_MS = 5000;
const PING_MS = 25_000;
/** A proxy may swallow the handshake and leave the browser waiting for minutes. */
const LONGEST_HANDSHAKE_MS = 5000;
const LONGEST_WAIT_MS = 30_000;
/** The feed closes a socket so where what its watcher may see changed; only a new ticket tells whether anything is left. */
const ACCESS_CHANGED = 4401;
/** The feed asks for it every 100 at the latest, and sends no more than 200 without. */
const ACKNOWLEDGED_EVERY = 50;
/** Hundreds of decisions a second are drawn at once; the eye does not see the wait. */
const BATCH_MS = 100;
/** A socket that lasted so long was a good one: the next try is quick again. */
const STEADY_MS = 10_000;

/** Watches the organisation's live feed until the returned function is called; comes back by itself, polls meanwhile. */
export function watchLiveFeed(handlers: FeedHandlers): () => void {
  let isClosed = false;
  let attempts = 0;
  let lastEventId: number | undefined;
  let socket: WebSocket | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pingTimer: ReturnType<typeof setInterval> | undefined;
  let pollTimer: ReturnType<typeof setInterval> | undefined;
  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  let handshakeTimer: ReturnType<typeof setTimeout> | undefined;
  let isFailing = false;
  let isPolling = false;
  let unacknowledged = 0;
  const arrived: DecisionMessage[] = [];

  async function connect(): Promise<void> {
    clearTimeout(retryTimer);
    if (isClosed || socket) return;
    if (!navigator.onLine) return handlers.onStatus("offline");
    const outcome = await callApi<{ ticket: string }>("/api/dashboard/live-feed/tickets", {
      method: "POST",
      language: handlers.language,
    });
    if (isClosed || socket) return;
    if (outcome.ok) return open(outcome.data.ticket);
    if (outcome.failure.kind === "signed_out" || outcome.failure.kind === "forbidden") {
      stop();
      handlers.onStatus("stopped");
      return handlers.onRefused(outcome.failure);
    }
    tryLater();
  }

  function open(ticket: string): void {
    const resume = lastEventId === undefined ? "" : `&last_event_id=${lastEventId}`;
    const opened = new WebSocket(
      `${location.origin.replace(/^http/, "ws")}/api/dashboard/live-feed?batch=true${resume}`,
      ["aifoundry.v1", `ticket.${ticket}`],
    );
    let openedAt = 0;
    let isAnswered = true;
    unacknowledged = 0;
    socket = opened;
    handshakeTimer = setTimeout(() => {
      leave();
      opened.close();
      void poll();
    }, LONGEST_HANDSHAKE_MS);
    opened.onopen = () => {
      // What opens after it was given up is closed already.
      if (socket !== opened) return;
      clearTimeout(handshakeTimer);
      openedAt = Date.now();
      clearInterval(pollTimer);
      pollTimer = undefined;
      isFailing = false;
      handlers.onStatus("live");
      handlers.onOpen();
      pingTimer = setInterval(() => {
        if (!isAnswered) return opened.close();
        isAnswered = false;
        opened.send("ping");
      }, PING_MS);
    };
    opened.onmessage = ({ data }) => {
      if (data === "pong") isAnswered = true;
      else receive(String(data));
    };
    opened.onclose = ({ code }) => leave(code);
    function leave(code?: number): void {
      if (socket !== opened) return;
      socket = undefined;
      clearTimeout(handshakeTimer);
      clearInterval(pingTimer);
      if (openedAt > 0 && Date.now() - openedAt > STEADY_MS) attempts = 0;
      if (code === ACCESS_CHANGED && attempts === 0) {
        attempts++;
        void connect();
      } else tryLater();
    }
  }

  function receive(frame: string): void {
    try {
      // SAFETY: the feed's contract; a frame that is not JSON is dropped.
      const messages = JSON.parse(frame) as FeedMessage[];
      for (const message of messages) take(message);
      unacknowledged += messages.length;
      if (unacknowledged >= ACKNOWLEDGED_EVERY) acknowledge();
    } catch {
      // The next list refresh shows what this frame would have.
    }
  }

  function take(message: FeedMessage): void {
    lastEventId = Math.max(lastEventId ?? 0, message.event_id);
    if (message.event_type === "resync") handlers.onGap();
    if (message.module !== "antifraud") return;
    arrived.push(message);
    flushTimer ??= setTimeout(flush, BATCH_MS);
  }

  function acknowledge(): void {
    unacknowledged = 0;
    socket?.send(`ack ${lastEventId}`);
  }

  function flush(): void {
    flushTimer = undefined;
    handlers.onMessages(arrived.splice(0));
  }

  function tryLater(): void {
    if (isClosed) return;
    handlers.onStatus(!navigator.onLine ? "offline" : isFailing ? "failing" : "polling");
    // Kept through further tries, which come faster than polls at first.
    pollTimer ??= setInterval(poll, POLL_MS);
    const waitMs = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** attempts++) * (0.5 + Math.random() / 2);
    retryTimer = setTimeout(connect, waitMs);
  }

  async function poll(): Promise<void> {
    // One after the other, so that a late answer does not undo what a later one told.
    if (!navigator.onLine || isPolling) return;
    isPolling = true;
    const isAnswered = await handlers.onPoll();
    isPolling = false;
    // By now there may be a socket, or nobody to tell.
    if (isClosed || !pollTimer || isFailing === !isAnswered) return;
    isFailing = !isAnswered;
    if (navigator.onLine) handlers.onStatus(isFailing ? "failing" : "polling");
  }

  function hurry(): void {
    attempts = 0;
    void connect();
  }

  function lose(): void {
    handlers.onStatus("offline");
    socket?.close();
  }

  function stop(): void {
    isClosed = true;
    clearTimeout(retryTimer);
    clearInterval(pingTimer);
    clearInterval(pollTimer);
    clearTimeout(flushTimer);
    clearTimeout(handshakeTimer);
    window.removeEventListener("online", hurry);
    window.removeEventListener("offline", lose);
    socket?.close();
  }

  window.addEventListener("online", hurry);
  window.addEventListener("offline", lose);
  handlers.onStatus("connecting");
  void connect();
  return stop;
}
