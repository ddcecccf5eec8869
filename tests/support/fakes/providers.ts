import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eskiz, eskizPassword } from "./eskiz.ts";
import { playmobile, playmobileLogin, playmobilePassword } from "./playmobile.ts";
import { sendGrid, sendGridKey } from "./send-grid.ts";
import { type Answer, type Asked, json, type Service, type Taken, textOf } from "./service.ts";
import { slack } from "./slack.ts";

/**
 * What goes wrong with the next request for a recipient or of an account: a status with its headers, a connection that
 * breaks, an answer that never comes. `taken` means that the message leaves all the same.
 */
export type Fault = {
  status?: number;
  headers?: Record<string, string>;
  breaks?: boolean;
  hangs?: boolean;
  taken?: boolean;
};

/** What a recipient got, and how often a provider was asked to send it something, or how often an account signed in. */
export type Mailbox = { messages: Taken[]; asked: number };

export type ProviderServer = { url: string; settings: Record<string, string>; stop: () => Promise<void> };

/**
 * SendGrid, Eskiz, Playmobile and hooks of Slack on one loopback port, each below its own path. Beside them `GET /mailbox?to=` tells what
 * arrived, `PUT /faults` takes `{by, faults}` for the next requests, `POST /expired-tokens` takes `{email}` of an Eskiz account.
 */
export async function startProviders(onMessage: (message: Taken) => void = () => {}): Promise<ProviderServer> {
  const sms = eskiz();
  const services: Record<string, Service> = { sendgrid: sendGrid, eskiz: sms.service, playmobile: playmobile(), slack };
  const taken: Taken[] = [];
  const asks = new Map<string, number>();
  const faults = new Map<string, Fault[]>();

  const control: Record<string, (asked: Asked, query: URLSearchParams) => Answer> = {
    "GET /mailbox": (_, query) => {
      const to = query.get("to");
      const messages = taken.filter((message) => to === null || message.to === to);
      return json(200, { messages, asked: asks.get(to ?? "") ?? 0 } satisfies Mailbox);
    },
    "PUT /faults": (asked) => {
      const { by, faults: next } = JSON.parse(textOf(asked)) as { by: string; faults: Fault[] };
      faults.set(by, next);
      return { status: 204 };
    },
    "POST /expired-tokens": (asked) => {
      sms.expireTokens(JSON.parse(textOf(asked)).email);
      return { status: 204 };
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fake");
    const asked = await read(request, url.pathname);
    const own = control[`${asked.method} ${url.pathname}`];
    if (own) return reply(response, own(asked, url.searchParams));
    const [, name = "", path = ""] = /^\/(\w+)(\/.*)$/.exec(url.pathname) ?? [];
    const service = services[name];
    if (!service) return reply(response, { status: 404 });
    const heard = await service({ ...asked, path }, (message) => {
      taken.push(message);
      onMessage(message);
    });
    if ("status" in heard) return reply(response, heard);
    asks.set(heard.by, (asks.get(heard.by) ?? 0) + 1);
    const fault = faults.get(heard.by)?.shift();
    if (!fault) return reply(response, heard.accept());
    if (fault.taken) heard.accept();
    if (fault.hangs) return;
    if (fault.breaks) return void request.socket.destroy();
    const answer = heard.fail(fault.status ?? 500);
    reply(response, { ...answer, headers: { ...answer.headers, ...fault.headers } });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    SENDGRID_URL: `${url}/sendgrid`,
    SENDGRID_API_KEY: sendGridKey,
    ESKIZ_URL: `${url}/eskiz`,
    ESKIZ_EMAIL: "sms@aifoundry.uz",
    ESKIZ_PASSWORD: eskizPassword,
    PLAYMOBILE_URL: `${url}/playmobile`,
    PLAYMOBILE_LOGIN: playmobileLogin,
    PLAYMOBILE_PASSWORD: playmobilePassword,
  };
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url, settings, stop };
}

async function read(request: IncomingMessage, path: string): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method: request.method ?? "GET", path, headers, body: new Uint8Array(Buffer.concat(chunks)) };
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}
