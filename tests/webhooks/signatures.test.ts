import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { decided } from "../support/decided.ts";
import { verifiedBy } from "../support/standard-webhooks.ts";
import {
  added,
  type Caller,
  consumed,
  type Endpoint,
  everythingStored,
  keeper,
  receiver,
  runDue,
} from "../support/webhooks.ts";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2031, 1, 1);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const rotate = async (caller: Caller, { id }: Endpoint, body: unknown = {}) =>
  bodyOf<Endpoint>(await api(caller).post(`/api/webhooks/endpoints/${id}/rotate-secret`, body));

/** The next request that a receiver gets. */
async function sent(caller: Caller, endpoint: Endpoint, target: Awaited<ReturnType<typeof receiver>>) {
  await consumed([decided(caller.organizationId, { at: Date.now() })]);
  await runDue(caller, endpoint);
  return (await target.received()).at(-1)!;
}

describe("signatures", () => {
  it("are verified by an independent reading of the standard, with either key, and by no other", async () => {
    const [caller, target] = [await keeper(), await receiver()];
    const endpoint = await added(caller, target.url);
    const stranger = await added(caller, (await receiver()).url);
    const publicKey = endpoint.public_keys[0]!.public_key;
    const request = await sent(caller, endpoint, target);
    expect(request.method).toBe("POST");
    expect(request.headers["content-type"]).toBe("application/json");
    expect(request.headers["webhook-timestamp"]).toBe(String(START / 1000));
    const keys = [endpoint.secret, publicKey, stranger.secret, stranger.public_keys[0]!.public_key];
    expect(verifiedBy(request, keys)).toEqual([endpoint.secret, publicKey]);
    const changed = { ...request, body: request.body.replace("APPROVED", "BLOCKED") };
    expect(verifiedBy(changed, keys)).toEqual([]);
    expect(verifiedBy({ ...request, headers: { ...request.headers, "webhook-id": "msg_other" } }, keys)).toEqual([]);
  });

  it("have secrets of 32 random bytes", async () => {
    const endpoint = await added(await keeper(), (await receiver()).url);
    expect(endpoint.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint.public_keys[0]!.public_key).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
  });

  it("are given by old and new keys while a rotation overlaps, then by the new ones alone", async () => {
    const [caller, target] = [await keeper(), await receiver()];
    const before = await added(caller, target.url);
    const after = await rotate(caller, before);
    expect(after.secret).not.toBe(before.secret);
    expect(after.public_keys.map(({ expires_at }) => expires_at)).toEqual([
      null,
      new Date(START + 24 * HOUR_MS).toISOString(),
    ]);
    const [newKey, oldKey] = after.public_keys.map(({ public_key }) => public_key);
    const keys = [before.secret, oldKey!, after.secret, newKey!];
    vi.setSystemTime(START + 23 * HOUR_MS);
    const during = await sent(caller, before, target);
    expect(verifiedBy(during, keys)).toEqual(keys);
    expect(during.headers["webhook-signature"]!.split(" ").length).toBe(4);
    vi.setSystemTime(START + 24 * HOUR_MS + 1);
    expect(verifiedBy(await sent(caller, before, target), keys)).toEqual([after.secret, newKey]);
  });

  it("end at once where a rotation has no overlap, and no rotation prolongs an older key", async () => {
    const [caller, target] = [await keeper(), await receiver()];
    const first = await added(caller, target.url);
    const second = await rotate(caller, first, { overlap_hours: 72 });
    const third = await rotate(caller, first, { overlap_hours: 1 });
    const fourth = await rotate(caller, first, { overlap_hours: 72 });
    const secrets = [first, second, third, fourth].map(({ secret }) => secret);
    expect(verifiedBy(await sent(caller, first, target), secrets)).toEqual(secrets);
    vi.setSystemTime(START + HOUR_MS + 1);
    expect(verifiedBy(await sent(caller, first, target), secrets)).toEqual(secrets.slice(2));
    const fifth = await rotate(caller, first, { overlap_hours: 0 });
    expect(verifiedBy(await sent(caller, first, target), [...secrets, fifth.secret])).toEqual([fifth.secret]);
  });

  it("are of five pairs of keys at the most", async () => {
    const [caller, target] = [await keeper(), await receiver()];
    const endpoint = await added(caller, target.url);
    for (let i = 0; i < 7; i++) await rotate(caller, endpoint);
    expect((await sent(caller, endpoint, target)).headers["webhook-signature"]!.split(" ").length).toBe(10);
  });

  it.each([-1, 73, 1.5])("are not rotated with an overlap of %d hours", async (overlap_hours) => {
    const caller = await keeper();
    const { id } = await added(caller, (await receiver()).url);
    const answer = await api(caller).post(`/api/webhooks/endpoints/${id}/rotate-secret`, { overlap_hours });
    expect(answer.status).toBe(422);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "overlap_hours" }] });
  });
});

describe("secrets", () => {
  it("are shown once, and stand in no row, answer, object or line of the log", async () => {
    const lines: unknown[] = [];
    for (const level of ["info", "warn", "error", "log"] as const)
      vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words));
    const caller = await keeper();
    const target = await receiver([{ status: 500, body: "4242424242424242" }], { body: "thanks, secret-answer" });
    const url = `${target.url}?token=secret-of-the-receiver`;
    const created = await added(caller, url, { description: "the core" });
    const rotated = await rotate(caller, created);
    await sent(caller, created, target);
    vi.setSystemTime(START + HOUR_MS);
    await runDue(caller, created);
    const path = `/api/webhooks/endpoints/${created.id}`;
    const paths = [path, "/api/webhooks/endpoints", `${path}/deliveries`];
    const answers = await Promise.all(paths.map(async (path) => (await api(caller).get(path)).text()));
    const { results } = await env.DB.prepare("SELECT * FROM webhook_endpoints WHERE organization_id = ?")
      .bind(caller.organizationId)
      .all();
    const audit = await env.DB.prepare("SELECT * FROM audit_events WHERE organization_id = ?")
      .bind(caller.organizationId)
      .all();
    const rows = JSON.stringify([results, audit.results]);
    const stored = await everythingStored();
    const [found] = (await bodyOf<{ data: { id: string }[] }>(await api(caller).get(`${path}/deliveries`))).data;
    const detail = await (await api(caller).get(`/api/webhooks/deliveries/${found!.id}`)).text();
    expect(rows).toContain(created.id);
    expect(stored).toContain(found!.id);
    for (const secret of [created.secret, rotated.secret].map((text) => text.slice("whsec_".length))) {
      for (const text of [...answers, rows, stored, detail, JSON.stringify(lines)]) expect(text).not.toContain(secret);
    }
    for (const text of [...answers, rows, stored, detail, JSON.stringify(lines)]) {
      expect(text).not.toContain("whsk_");
      expect(text).not.toContain("4242424242424242");
    }
    for (const text of [rows, stored, JSON.stringify(lines)]) {
      expect(text).not.toContain("secret-of-the-receiver");
      expect(text).not.toContain("secret-answer");
      expect(text).not.toContain("risk_score");
    }
    expect(detail).toContain("secret-answer");
  });
});
