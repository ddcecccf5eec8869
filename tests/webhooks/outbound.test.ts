import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchOutbound } from "../../workers/platform/outbound.ts";
import { decided } from "../support/decided.ts";
import type { DnsAnswer } from "../support/fakes/dns-resolver.ts";
import { added, consumed, deliveriesOf, dns, keeper, receiver, runDue } from "../support/webhooks.ts";

const START = Date.UTC(2031, 3, 1);
const PUBLIC = "93.184.216.34";

const call = (url: string, changes: { ENVIRONMENT?: string; DNS_RESOLVER_URL?: string } = {}) =>
  fetchOutbound(
    { ...env, ...changes },
    url,
    { method: "POST", headers: {}, body: "{}" },
    { timeoutMs: 5000, maxBytes: 16 },
  );

/** A name of its own that leads where the resolver is told; no other resolver knows it. */
async function named(answers: DnsAnswer[]): Promise<string> {
  const name = `${crypto.randomUUID()}.hooks.test`;
  await dns(name, answers);
  return name;
}

describe("where a name leads is looked up before it is called", () => {
  it.each<[string, DnsAnswer]>([
    ["a private address", { A: ["10.1.2.3"] }],
    ["this machine", { A: ["127.0.0.1"] }],
    ["a cloud's metadata", { A: ["169.254.169.254"] }],
    ["a private address beside a public one", { A: [PUBLIC, "192.168.0.1"] }],
    ["a private address of IPv6 beside a public one of IPv4", { A: [PUBLIC], AAAA: ["fd00::1"] }],
    ["IPv4 inside IPv6", { AAAA: ["::ffff:10.0.0.1"] }],
    ["an alias of a private address", { alias: "inside.bank.uz", A: ["172.20.0.1"] }],
  ])("refuses %s", async (_, answer) => {
    expect(await call(`https://${await named([answer])}/`)).toEqual({ failure: "address_refused" });
  });

  it("knows a name that leads nowhere from a resolver that does not answer", async () => {
    expect(await call(`https://${await named([{ status: 3 }])}/`)).toEqual({ failure: "name_not_found" });
    expect(await call(`https://${await named([{ status: 2 }])}/`)).toEqual({ failure: "name_not_found" });
    const name = await named([{ httpStatus: 502 }]);
    expect(await call(`https://${name}/`)).toEqual({ failure: "resolver_unavailable" });
    const gone = { DNS_RESOLVER_URL: "http://127.0.0.1:1/dns-query" };
    expect(await call(`https://${name}/`, gone)).toEqual({ failure: "resolver_unavailable" });
  });

  it("calls a name that leads to the public Internet", async () => {
    // The runtime resolves the name by itself, and knows no such name.
    expect(await call(`https://${await named([{ A: [PUBLIC], AAAA: ["2606:4700::1"] }])}/`)).toEqual({
      failure: "connection_failed",
    });
  });

  it("refuses this machine where it is no laptop, whatever was stored", async () => {
    const target = await receiver();
    const production = { ENVIRONMENT: "production" };
    expect(await call(target.url, production)).toEqual({ failure: "address_refused" });
    expect(await target.received()).toEqual([]);
  });

  it("reads no more of an answer than it may", async () => {
    const target = await receiver([{ status: 201, body: "x".repeat(5_000_000) }]);
    expect(await call(target.url)).toMatchObject({ status: 201, body: "x".repeat(16) });
  });
});

describe("a name that changes", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("from a public to a private address is refused at the attempt that it changed before", async () => {
    const caller = await keeper();
    const name = await named([{ A: [PUBLIC] }, { A: ["10.0.0.5"] }]);
    const endpoint = await added(caller, `https://${name}/`);
    await consumed([decided(caller.organizationId, { at: START })]);
    await runDue(caller, endpoint);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ outcome: "connection_failed" }]);
    vi.setSystemTime(START + 6000);
    await runDue(caller, endpoint);
    expect(await deliveriesOf(caller, endpoint)).toMatchObject([{ outcome: "address_refused", attempts: 2 }]);
  });

  it("does not speak against the endpoint while our own resolver does not answer", async () => {
    const caller = await keeper();
    const endpoint = await added(caller, `https://${await named([{ httpStatus: 500 }])}/`);
    for (let hours = 0; hours <= 132; hours += 12) {
      vi.setSystemTime(START + hours * 3_600_000);
      await consumed([decided(caller.organizationId, { at: Date.now() })]);
      await runDue(caller, endpoint);
    }
    const deliveries = await deliveriesOf(caller, endpoint);
    expect(deliveries.length).toBe(12);
    expect(deliveries.every(({ status }) => status !== "held")).toBe(true);
  });
});
