import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How a receiver answers one request; what is left out is an empty 200 at once. */
export type ReceiverAnswer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Answers only after so long. */
  delayMs?: number;
  /** Breaks the connection instead. */
  reset?: boolean;
  /** Waits with the answer until `POST /_control/release/…`. */
  hold?: boolean;
};

/** What a receiver got, as it came over the wire. */
export type ReceivedRequest = { method: string; path: string; headers: Record<string, string>; body: string };

type Inbox = { received: ReceivedRequest[]; answers: ReceiverAnswer[]; always: ReceiverAnswer; held: (() => void)[] };

/**
 * A customer's server: every path under `/hooks/` is a receiver of its own, that keeps what it got and answers as told.
 * `PUT /_control/hooks/…` with `{answers, always}` tells it how: the answers in turn, then `always`.
 * `GET /_control/hooks/…` gives what it got; `POST /_control/release/hooks/…` lets go of what it holds.
 */
export function createWebhookReceiver() {
  const inboxes = new Map<string, Inbox>();
  const sockets = new Set<Socket>();
  const inboxOf = (path: string): Inbox => {
    const inbox = inboxes.get(path) ?? { received: [], answers: [], always: {}, held: [] };
    inboxes.set(path, inbox);
    return inbox;
  };

  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const body = await readBody(request);
    if (path.startsWith("/_control/")) return control(inboxOf, request.method, path, body, response);
    const inbox = inboxOf(path.split("?")[0]!);
    inbox.received.push({ method: request.method ?? "", path, headers: headersOf(request), body });
    const answer = inbox.answers.shift() ?? inbox.always;
    if (answer.hold) await new Promise<void>((release) => inbox.held.push(release));
    if (answer.delayMs) await new Promise((wait) => setTimeout(wait, answer.delayMs).unref());
    if (answer.reset) return request.socket.destroy();
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? "");
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { server, stop };
}

function control(
  inboxOf: (path: string) => Inbox,
  method: string | undefined,
  path: string,
  body: string,
  response: ServerResponse,
): void {
  const [, isRelease, target = ""] = /^\/_control(\/release)?(\/.*)$/.exec(path) ?? [];
  const inbox = inboxOf(target);
  if (isRelease) for (const release of inbox.held.splice(0)) release();
  else if (method === "PUT") Object.assign(inbox, JSON.parse(body));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(inbox.received));
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
