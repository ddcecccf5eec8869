import { createServer } from "node:http";

/** What a name leads to; `status` is the RCODE of RFC 1035 §4.1.1. */
export type DnsAnswer = { A?: string[]; AAAA?: string[]; alias?: string; status?: number; httpStatus?: number };

const TYPES: Record<string, number> = { A: 1, AAAA: 28 };
const CNAME = 5;
const NXDOMAIN = 3;

/**
 * A resolver that speaks DNS over HTTPS in its JSON form: `GET /dns-query?name=&type=`, `accept: application/dns-json`.
 * `PUT /_control/<name>` with a list of answers tells what the name leads to: one a query of type A, the last one for good.
 */
export function createDnsResolver() {
  const names = new Map<string, DnsAnswer[]>();
  const asks = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://resolver");
    if (url.pathname.startsWith("/_control/")) {
      let body = "";
      for await (const chunk of request) body += chunk;
      names.set(url.pathname.slice("/_control/".length), JSON.parse(body) as DnsAnswer[]);
      response.end();
      return;
    }
    const name = url.searchParams.get("name") ?? "";
    const type = url.searchParams.get("type") ?? "A";
    if (request.headers.accept !== "application/dns-json" || name === "" || !TYPES[type]) {
      response.writeHead(400).end();
      return;
    }
    const answers = names.get(name) ?? [];
    const known = answers[0] ?? { status: NXDOMAIN };
    // The pair of questions about a name is answered alike, and asked in this order or the other.
    const asked = (asks.get(name) ?? 0) + 1;
    asks.set(name, asked);
    if (asked % 2 === 0 && answers.length > 1) answers.shift();
    if (known.httpStatus) {
      response.writeHead(known.httpStatus).end();
      return;
    }
    const owner = known.alias ?? name;
    const addresses = known[type as "A" | "AAAA"] ?? [];
    const alias = known.alias ? [{ name, type: CNAME, TTL: 60, data: `${known.alias}.` }] : [];
    const records = addresses.map((data) => ({ name: owner, type: TYPES[type], TTL: 60, data }));
    const body = {
      Status: known.status ?? 0,
      TC: false,
      RD: true,
      RA: true,
      AD: false,
      CD: false,
      Question: [{ name, type: TYPES[type] }],
      ...(alias.length + records.length > 0 && { Answer: [...alias, ...records] }),
    };
    response.writeHead(200, { "content-type": "application/dns-json" }).end(JSON.stringify(body));
  });
  return { server, stop: () => server.close() };
}
