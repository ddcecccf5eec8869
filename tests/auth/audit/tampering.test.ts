import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { verifyExport } from "../../../scripts/audit/verify-export.ts";
import { hashEvent } from "../../../workers/auth/audit/chain.ts";
import { toEvent } from "../../../workers/auth/audit/event.ts";
import { listPlaced } from "../../../workers/auth/audit/store.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import {
  exported,
  extend,
  happened,
  letPass,
  organizationWith,
  rowsOf,
  runAlarm,
  tamper,
  verified,
} from "../../support/audit.ts";
import type { given } from "../../support/given.ts";

type Person = Awaited<ReturnType<typeof given.person>>;

/** An organisation with a chain of ten events. */
async function chained(): Promise<Person> {
  const admin = await organizationWith(9);
  expect(await extend(admin)).toMatchObject({ sequence: 10 });
  return admin;
}
const row = "WHERE organization_id = $ORG AND sequence = ?";
const lines = (events: readonly object[]) => events.map((event) => JSON.stringify(event));

/** Makes the chain fit again from a sequence on, as somebody who knows how it is made could. */
async function rehash(admin: Person, from: number): Promise<void> {
  const rows = await listPlaced(createPlatform(env).db, admin.organizationId, { sequence: 0, id: "" }, 1000, 1000);
  let previous = rows[from - 2]!.hash!;
  for (const event of rows.slice(from - 1).map((placed) => toEvent(placed))) {
    const hash = hashEvent(previous, event);
    await tamper(admin, `UPDATE audit_events SET previous_hash = ?, hash = ? ${row}`, previous, hash, event.sequence);
    previous = hash;
  }
}

describe("GET /api/audit/verify", () => {
  it("finds nothing in a log that nobody touched", async () => {
    const admin = await chained();
    const rows = await rowsOf(admin);
    expect(await verified(admin)).toEqual({ ok: true, checked: 10, head: { sequence: 10, hash: rows[9]!.hash } });
  });

  it.each([
    ["who did it", "actor = 'usr_somebody_else'"],
    ["what was done", "action = 'api_key.revoked'"],
    ["what it was done to", "target = 'key_other'"],
    ["when", "created_at = created_at - 1"],
    ["from what to what", `changes = '{"status":["a","b"]}'`],
    ["from what to what, into nonsense", "changes = '{'"],
    ["when, into nonsense", "created_at = 'yesterday'"],
    ["from where", "ip_address = 'v1.s1.AAAA.AAAA'"],
    ["its request", "request_id = 'another'"],
    ["its hash", "hash = previous_hash"],
  ])("names the event of which somebody changed %s", async (_, change) => {
    const admin = await chained();
    await tamper(admin, `UPDATE audit_events SET ${change} ${row}`, 6);
    expect(await verified(admin)).toMatchObject({ ok: false, checked: 5, at: 6, why: "altered" });
  });

  it("names the event that was removed", async () => {
    const admin = await chained();
    await tamper(admin, `DELETE FROM audit_events ${row}`, 4);
    expect(await verified(admin)).toMatchObject({ ok: false, checked: 3, at: 4, why: "missing" });
  });

  it("names the first of two events that were swapped", async () => {
    const admin = await chained();
    await tamper(
      admin,
      "UPDATE audit_events SET sequence = CASE sequence WHEN 5 THEN 6 ELSE 5 END WHERE organization_id = $ORG AND sequence IN (5, 6)",
    );
    expect(await verified(admin)).toMatchObject({ ok: false, checked: 4, at: 5, why: "unlinked" });
  });

  it("names the first event of an end that was cut off", async () => {
    const admin = await chained();
    await tamper(admin, "DELETE FROM audit_events WHERE organization_id = $ORG AND sequence > ?", 7);
    expect(await verified(admin)).toMatchObject({ ok: false, checked: 7, at: 8, why: "missing" });
  });

  it("names an event that was taken from its place to be placed again", async () => {
    const admin = await chained();
    await tamper(admin, `UPDATE audit_events SET sequence = NULL, hash = NULL ${row}`, 3);
    expect(await verified(admin)).toMatchObject({ ok: false, at: 3, why: "missing", head: { sequence: 11 } });
  });

  it.each([
    [5, { at: 5, why: "repeated" }],
    [11, { at: 11, why: "unknown" }],
  ])("names an event that somebody put at %d", async (sequence, fault) => {
    const admin = await chained();
    await tamper(
      admin,
      `INSERT INTO audit_events (id, organization_id, actor, action, target, request_id, created_at, sequence, previous_hash, hash)
       SELECT 'zzz_' || id, organization_id, actor, action, target, request_id, created_at, ?, previous_hash, hash FROM audit_events ${row}`,
      sequence,
      5,
    );
    expect(await verified(admin)).toMatchObject({ ok: false, ...fault });
  });

  it("is not deceived by a chain that was made to fit again: the head is kept apart", async () => {
    const admin = await chained();
    await tamper(admin, `UPDATE audit_events SET actor = 'usr_somebody_else' ${row}`, 6);
    await rehash(admin, 6);
    expect(await verified(admin)).toMatchObject({ ok: false, at: 10, why: "rewritten" });
  });

  it("tells by the checkpoints about where the chain was made to fit again", async () => {
    const admin = await chained();
    await letPass(admin, 3_600_000);
    await runAlarm(admin);
    await happened(admin.organizationId, [{}, {}, {}]);
    expect(await extend(admin)).toMatchObject({ sequence: 13 });
    await tamper(admin, `UPDATE audit_events SET actor = 'usr_somebody_else' ${row}`, 6);
    await rehash(admin, 6);
    expect(await verified(admin)).toMatchObject({ ok: false, at: 10, why: "rewritten" });
  });

  it("looks at the own organisation alone", async () => {
    const [admin, other] = [await chained(), await chained()];
    await tamper(other, `DELETE FROM audit_events ${row}`, 4);
    expect(await verified(admin)).toMatchObject({ ok: true, checked: 10 });
  });
});

describe("the verifier of exports", () => {
  it("finds nothing in an export that nobody touched, whole or of a time", async () => {
    const admin = await chained();
    const events = await exported(admin);
    const { hash } = events[9]!;
    expect(await verifyExport(lines(events))).toMatchObject({ ok: true, checked: 10, head: { sequence: 10, hash } });
    expect(await verifyExport(lines(events.slice(4, 8)), { isPart: true })).toMatchObject({ ok: true, checked: 4 });
    expect(await verifyExport(lines(events.slice(4, 8)))).toMatchObject({ ok: false, at: 1 });
  });

  it("names what was changed, removed, swapped, doubled or mixed in", async () => {
    const admin = await chained();
    const events = await exported(admin);
    const at = async (changed: readonly object[]) => {
      const verdict = await verifyExport(lines(changed));
      return verdict.ok ? undefined : verdict.at;
    };
    expect(await at(events.map((event) => (event.sequence === 6 ? { ...event, action: "audit.read" } : event)))).toBe(
      6,
    );
    expect(await at(events.map((event) => (event.sequence === 6 ? { ...event, more: 1 } : event)))).toBe(6);
    expect(await at(events.toSpliced(3, 1))).toBe(4);
    expect(await at(events.toSpliced(2, 2, events[3]!, events[2]!))).toBe(3);
    expect(await at(events.toSpliced(5, 0, events[4]!))).toBe(5);
    const [stranger] = await exported(await chained());
    expect(await at([...events.slice(0, 2), stranger!, ...events.slice(3)])).toBe(3);
    expect(await verifyExport(["{", ...lines(events)])).toMatchObject({ ok: false, at: 1 });
  });

  it("finds by a checkpoint that an end was cut off, or everything made anew", async () => {
    const admin = await chained();
    await letPass(admin, 3_600_000);
    await runAlarm(admin);
    const { data, keys } = await bodyOf<{ data: never[]; keys: { public_key: string }[] }>(
      await api(admin).get("/api/audit/checkpoints"),
    );
    const expected = { checkpoints: data, keys: keys.map(({ public_key }) => public_key) };
    const events = await exported(admin);
    expect(await verifyExport(lines(events), expected)).toMatchObject({ ok: true, checked: 10, checkpoints: 1 });
    expect(await verifyExport(lines(events.slice(0, 7)), expected)).toMatchObject({ ok: false, at: 8 });
    expect(await verifyExport(lines(events.slice(0, 7)), { ...expected, isPart: true })).toMatchObject({ ok: true });
    await tamper(admin, `UPDATE audit_events SET actor = 'usr_somebody_else' ${row}`, 6);
    await rehash(admin, 6);
    const anew = (await exported(admin)).slice(0, 10);
    expect(await verifyExport(lines(anew))).toMatchObject({ ok: true });
    expect(await verifyExport(lines(anew), expected)).toMatchObject({ ok: false, at: 10 });
  });

  it("refuses a checkpoint that was signed by another key, or changed", async () => {
    const admin = await chained();
    await letPass(admin, 3_600_000);
    await runAlarm(admin);
    const { data, keys } = await bodyOf<{ data: { sequence: number }[]; keys: { public_key: string }[] }>(
      await api(admin).get("/api/audit/checkpoints"),
    );
    const events = lines(await exported(admin));
    const refused = { ok: false, at: 10, why: "the signature of a checkpoint does not hold" };
    const another = btoa(String.fromCharCode(...new Uint8Array(32).fill(9)));
    expect(await verifyExport(events, { checkpoints: data as never, keys: [another] })).toMatchObject(refused);
    const forged = data.map((checkpoint) => ({ ...checkpoint, hash: "0".repeat(64) }));
    const key = keys[0]!.public_key;
    expect(await verifyExport(events, { checkpoints: forged as never, keys: [key] })).toMatchObject(refused);
  });
});
