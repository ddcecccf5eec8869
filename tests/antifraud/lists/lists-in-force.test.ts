import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { announceLists } from "../../../workers/antifraud/lists/announce-lists.ts";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { heldEvents } from "../../support/events.ts";
import { given } from "../../support/given.ts";
import { entered, importFile, listed } from "../../support/lists.ts";
import { crashActivities, evictEverything } from "../../support/objects.ts";
import { everythingAtRest } from "../../support/privacy.ts";
import { ruled } from "../../support/rules.ts";
import { strangersPayment } from "../../support/samples.ts";

type Answer = { decision: string; risk_score: number; reasons: string[] };
type Held = { list_id: string; name: string; kind: string; subject_type: string };
type Detail = {
  decision: string;
  reasons: string[];
  metadata: object | null;
  evidence: {
    lists: { revision: number; held: Held[]; lacks: string[] } | null;
    rules: { rule_id: string; result: string; explanation: string }[];
    allow_first: boolean;
  };
};
type Caller = { token: string };

const analyst = () => given.person("antifraud_manager");
const pay = async (caller: Caller, transaction: Transaction, headers: Record<string, string> = {}) =>
  bodyOf<Answer>(await api(caller, { headers: { "accept-language": "en", ...headers } }).submit(transaction));
const detailOf = async (caller: Caller, id: string, language = "en") =>
  bodyOf<Detail>(
    await api(caller, { headers: { "accept-language": language } }).get(`/api/antifraud/transactions/${id}`),
  );
const announced = (organizationId: string) =>
  announceLists(createPlatform(env), [{ type: "antifraud.lists_changed", organizationId }]);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a list", () => {
  it.each([
    ["card", "fp_bad", { metadata: { card_fingerprint: "fp_bad" } }, { metadata: { card_fingerprint: "fp_good" } }],
    ["user", "user_bad", { user_id: "user_bad" }, {}],
    ["device", "device bad", { device_id: "device bad" }, { device_id: "device good" }],
    ["ip", "203.0.112.0/20", { ip_address: "203.0.127.255" }, { ip_address: "203.0.128.0" }],
    ["ip", "2001:db8::/33", { ip_address: "2001:db8:7fff::1" }, { ip_address: "2001:db8:8000::1" }],
    ["ip", "198.51.100.7", { ip_address: "198.51.100.7" }, { ip_address: "198.51.100.8" }],
    ["merchant", "BAD shop", { merchant: "Bad Shop" }, { merchant: "Bad Shop 2" }],
    ["country", "kp", { location: { country: "KP" } }, { location: { country: "KR" } }],
    ["bin", "860012", { metadata: { card_bin: "86001234" } }, { metadata: { card_bin: "860013" } }],
    ["bin", "86001234", { metadata: { card_bin: "86001234" } }, { metadata: { card_bin: "860012" } }],
    ["phone", "+998 90 123-45-67", { metadata: { phone: "+998901234567" } }, { metadata: { phone: "+998901234568" } }],
    [
      "email_domain",
      "@Bad.Example",
      { metadata: { email_domain: "bad.example" } },
      { metadata: { email_domain: "a.bad.example" } },
    ],
  ] as [string, string, Partial<Transaction>, Partial<Transaction>][])(
    "of %s with %s blocks the next payment that names it, and no other",
    async (subject_type, value, bad, good) => {
      const caller = await analyst();
      const { list_id } = await listed(caller, { name: "Known frauds", subject_type });
      await entered(caller, list_id, value);
      const refused = strangersPayment(bad);
      const answer = await pay(caller, refused);
      expect(answer.decision).toBe("BLOCKED");
      expect(answer.reasons[0]).toBe("A party of the payment is on the block list: Known frauds");
      const { evidence } = await detailOf(caller, refused.transaction_id);
      expect(evidence.lists?.held).toEqual([{ list_id, name: "Known frauds", kind: "block", subject_type }]);
      const passed = strangersPayment(good);
      expect((await pay(caller, passed)).decision).not.toBe("BLOCKED");
      expect((await detailOf(caller, passed.transaction_id)).evidence.lists?.held).toEqual([]);
    },
  );

  it("that watches has a person look, in the words of the reader", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { kind: "watch", name: "Odd" });
    const transaction = strangersPayment();
    await entered(caller, list_id, transaction.user_id);
    expect(await pay(caller, transaction)).toMatchObject({ decision: "UNDER_REVIEW" });
    const reasons = {
      en: "A party of the payment is on the watch list: Odd",
      ru: "Участник платежа находится в списке наблюдения: Odd",
      uz: "Toʻlov ishtirokchisi kuzatuv roʻyxatida: Odd",
    };
    for (const [language, reason] of Object.entries(reasons))
      expect((await detailOf(caller, transaction.transaction_id, language)).reasons[0]).toBe(reason);
  });

  it("that allows is outdone by what blocks, unless the organisation lets it go first", async () => {
    const caller = await analyst();
    const allow = await listed(caller, { kind: "allow", name: "Staff" });
    const block = await listed(caller, { kind: "block", subject_type: "merchant" });
    const [one, other] = [strangersPayment({ merchant: "Shop X" }), strangersPayment({ merchant: "Shop X" })];
    await Promise.all([one, other].map(({ user_id }) => entered(caller, allow.list_id, user_id)));
    await entered(caller, block.list_id, "Shop X");
    await ruled(caller, { conditions: { merchant: { operator: "equals", value: "Shop X" } }, action: "REVIEW" });
    expect((await pay(caller, one)).decision).toBe("BLOCKED");
    await api(caller).send("PUT", "/api/antifraud/rules/policy", { allow_first: true });
    expect(await pay(caller, other)).toMatchObject({ decision: "APPROVED", reasons: [] });
    const { evidence } = await detailOf(caller, other.transaction_id);
    expect(evidence.allow_first).toBe(true);
    expect(evidence.lists?.held.map(({ kind }) => kind).sort()).toEqual(["allow", "block"]);
    const alone = strangersPayment({ amount: 90_000, currency: "USD" });
    expect((await pay(caller, alone)).decision).not.toBe("APPROVED");
    const trusted = strangersPayment({ amount: 90_000, currency: "USD" });
    await entered(caller, allow.list_id, trusted.user_id);
    expect((await pay(caller, trusted)).decision).toBe("APPROVED");
  });

  it("holds in every shard, after crash and eviction, and for no other organisation and no sandbox", async () => {
    const [caller, other] = [await analyst(), await analyst()];
    given.shards(caller.organizationId, 4);
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    await entered(caller, list_id, "Shop X");
    for (const interrupt of [async () => 0, evictEverything, crashActivities]) {
      await interrupt();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => pay(caller, strangersPayment({ merchant: "shop x" }))),
      );
      expect(new Set(answers.map(({ decision }) => decision))).toEqual(new Set(["BLOCKED"]));
    }
    expect((await pay(other, strangersPayment({ merchant: "Shop X" }))).decision).toBe("APPROVED");
    const sandboxed = await pay(caller, strangersPayment({ merchant: "Shop X" }), { "foundry-mode": "test" });
    expect(sandboxed.decision).toBe("APPROVED");
  });

  it("lets go of what was removed, replaced or expired, and of all of it once it is deleted", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    const blocks = async () => (await pay(caller, strangersPayment({ merchant: "Shop X" }))).decision === "BLOCKED";
    const entry = await entered(caller, list_id, "Shop X", { reason: "first" });
    const path = `/api/antifraud/lists/${list_id}/entries/${entry.entry_id}`;
    const soon = new Date(Date.now() + 3000).toISOString();
    expect((await api(caller).send("PUT", path, { reason: "second", expires_at: soon })).status).toBe(200);
    expect(await blocks()).toBe(true);
    await expect.poll(blocks, { timeout: 8000 }).toBe(false);
    await entered(caller, list_id, "Shop X");
    expect(await blocks()).toBe(true);
    expect((await api(caller).delete(`/api/antifraud/lists/${list_id}`)).status).toBe(204);
    expect(await blocks()).toBe(false);
  });

  it("expires by the sandbox's clock", async () => {
    const caller = await given.testKey(["write:transactions", "read:transactions", "write:rules", "write:sandbox"]);
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    await entered(caller, list_id, "Shop X", { preset: "regulator_72h", reference: "CBU-17" });
    const blocks = async (at: number) =>
      (await pay(caller, strangersPayment({ merchant: "Shop X", timestamp: new Date(at - 1000).toISOString() })))
        .decision === "BLOCKED";
    const now = Date.now();
    expect(await blocks(now)).toBe(true);
    for (const [hours, expected] of [
      [71, true],
      [73, false],
    ] as const) {
      const at = now + hours * 3_600_000;
      const moved = await api(caller).send("PUT", "/api/sandbox/clock", { frozen_at: new Date(at).toISOString() });
      expect(moved.status).toBe(200);
      await expect.poll(() => blocks(at), { timeout: 5000 }).toBe(expected);
    }
  });
});

describe("news of lists", () => {
  it("reaches a shard that could not be told as soon as it can be, whole", async () => {
    const caller = await analyst();
    const { organizationId } = caller;
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    await entered(caller, list_id, "Shop X");
    const down = { listsRevision: () => Promise.reject(new Error("object unreachable")) };
    // SAFETY: the only call that is made of it.
    const unreachable = vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockReturnValue(down as never);
    const held = heldEvents("antifraud.lists_changed");
    await entered(caller, list_id, "Shop Y");
    expect(held().length).toBeGreaterThan(0);
    await expect(announced(organizationId)).rejects.toThrow("could not be told");
    unreachable.mockRestore();
    expect((await pay(caller, strangersPayment({ merchant: "Shop Y" }))).decision).not.toBe("BLOCKED");
    await announced(organizationId);
    await announced(organizationId);
    for (const merchant of ["Shop X", "Shop Y"])
      expect((await pay(caller, strangersPayment({ merchant }))).decision).toBe("BLOCKED");
  });

  it("that comes late, twice or in pieces out of order changes nothing before its book, and brings nothing back", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    const activity = env.ENTITY_ACTIVITY.getByName(`${caller.organizationId}:0`);
    const before = await activity.listsRevision();
    const { entry_id } = await entered(caller, list_id, "Shop X");
    const row = await env.DB.prepare("SELECT value_key AS key FROM antifraud_list_entries WHERE id = ?")
      .bind(entry_id)
      .first<{ key: string }>();
    const member = {
      key: row!.key,
      list: list_id,
      prefix: null,
      expiresAt: null,
      addedIn: before + 1,
      removedIn: null,
    };
    await api(caller).delete(`/api/antifraud/lists/${list_id}/entries/${entry_id}`);
    const now = await activity.listsRevision();
    expect(now).toBe(before + 2);
    expect(await activity.takeListMembers({ since: before, members: [member] })).toBe(false);
    expect(await activity.assignLists({ since: before, revision: before + 1, book: "" })).toBe(true);
    // Two tell at once: the one who knows less comes last with its piece, and first with nothing.
    const later = { ...member, addedIn: now + 1 };
    expect(await activity.takeListMembers({ since: now, members: [{ ...later, removedIn: now + 2 }] })).toBe(true);
    expect(await activity.takeListMembers({ since: now, members: [later] })).toBe(true);
    expect((await pay(caller, strangersPayment({ merchant: "Shop X" }))).decision).not.toBe("BLOCKED");
    const lists = [{ id: list_id, name: "", kind: "block", subject: "merchant" }];
    const book = JSON.stringify({ revision: now + 2, lists });
    expect(await activity.assignLists({ since: now, revision: now + 2, book })).toBe(true);
    expect(await activity.assignLists({ since: before, revision: now + 3, book: "" })).toBe(false);
    expect((await pay(caller, strangersPayment({ merchant: "Shop X" }))).decision).not.toBe("BLOCKED");
  });

  it("is asked for by a shard that was added later", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    await entered(caller, list_id, "Shop X");
    given.shards(caller.organizationId, 3);
    const blocked = async () => {
      const answers = await Promise.all(
        Array.from({ length: 9 }, () => pay(caller, strangersPayment({ merchant: "Shop X" }))),
      );
      return answers.every(({ decision }) => decision === "BLOCKED");
    };
    await expect.poll(blocked, { timeout: 10_000 }).toBe(true);
  });

  it("of a large import comes in pieces, and of a deleted list with all that was on it", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { subject_type: "merchant" });
    const names = Array.from({ length: 5000 }, (_, i) => `Shop ${i}`);
    expect((await importFile(caller, list_id, names.join("\n"))).status).toBe(200);
    for (const merchant of ["Shop 0", "Shop 2500", "Shop 4999"])
      expect((await pay(caller, strangersPayment({ merchant }))).decision).toBe("BLOCKED");
    await api(caller).delete(`/api/antifraud/lists/${list_id}`);
    expect((await pay(caller, strangersPayment({ merchant: "Shop 4999" }))).decision).not.toBe("BLOCKED");
  });
});

describe("a rule that asks a list", () => {
  const asks = (list: string, field: string) => ({
    conditions: undefined,
    expression: { in: [{ field }, { list }] },
    action: "REVIEW",
  });

  it("hears of each payment whether the list holds what it names, and of a list that is deleted nothing", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller, { kind: "watch", subject_type: "device" });
    const { rule_id } = await ruled(caller, { ...asks(list_id, "device_id"), state: "shadow" });
    const negated = await ruled(caller, {
      conditions: undefined,
      expression: { not: asks(list_id, "device_id").expression },
      state: "shadow",
    });
    await entered(caller, list_id, "device-7");
    const resultsOf = async (transaction: Transaction) => {
      await pay(caller, transaction);
      const { evidence } = await detailOf(caller, transaction.transaction_id);
      return [rule_id, negated.rule_id].map((id) => evidence.rules.find((rule) => rule.rule_id === id));
    };
    const on = strangersPayment({ device_id: "device-7" });
    expect(await resultsOf(on)).toMatchObject([
      { result: "shadow_hit", explanation: `device_id "device-7" in the list "${list_id}"` },
      { result: "not_hit" },
    ]);
    expect(await resultsOf(strangersPayment({ device_id: "device-8" }))).toMatchObject([
      { result: "not_hit" },
      { result: "shadow_hit" },
    ]);
    const without = strangersPayment();
    expect(await resultsOf(without)).toMatchObject([{ result: "missing" }, { result: "missing" }]);
    const tried = async (id: string, body: object) =>
      bodyOf<{
        sample: { result: string } | null;
        history: { payments: number; hits: number; missing: number; not_kept: string[] } | null;
      }>(await api(caller).post(`/api/antifraud/rules/${id}/test`, body));
    expect((await tried(rule_id, { transaction: strangersPayment({ device_id: "device-7" }) })).sample?.result).toBe(
      "hit",
    );
    expect((await tried(rule_id, { transaction_id: on.transaction_id })).sample?.result).toBe("hit");
    const counted = async () => (await tried(rule_id, { history: { limit: 100 } })).history;
    await expect.poll(async () => (await counted())?.payments).toBe(3);
    // What lists said is kept; so the rule is held against history although the device is not.
    expect(await counted()).toMatchObject({ hits: 1, missing: 1, not_kept: [] });
    await entered(caller, list_id, "device-8");
    expect(await counted()).toMatchObject({ hits: 1, missing: 1 });
  });

  it("keeps the list from being deleted while it is enabled, and none comes in for a list that is gone", async () => {
    const caller = await analyst();
    const { list_id } = await listed(caller);
    const path = `/api/antifraud/lists/${list_id}`;
    const { rule_id } = await ruled(caller, asks(list_id, "user_id"));
    const answer = await api(caller).delete(path);
    expect(answer.status).toBe(409);
    expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.list_in_use", detail: `Asked by ${rule_id}` });
    await api(caller).delete(`/api/antifraud/rules/${rule_id}`);
    const race = await Promise.all([
      api(caller).delete(path),
      ...Array.from({ length: 3 }, () =>
        api(caller).post("/api/antifraud/rules", { name: "Racing", ...asks(list_id, "user_id") }),
      ),
    ]);
    const [deleted, ...added] = race.map(({ status }) => status);
    if (deleted === 204) expect(added.every((status) => status === 409 || status === 422)).toBe(true);
    else expect(added.some((status) => status === 201)).toBe(true);
  });

  it("is refused where the list is of something else or of somebody else", async () => {
    const [caller, other] = [await analyst(), await analyst()];
    const { list_id } = await listed(caller, { subject_type: "device" });
    for (const [asker, field, message] of [
      [caller, "user_id", "Of this list only the field device_id may be asked"],
      [other, "device_id", "There is no such list"],
    ] as const) {
      const answer = await api(asker).post("/api/antifraud/rules", { name: "Wrong", ...asks(list_id, field) });
      expect(answer.status).toBe(422);
      expect(await bodyOf<{ errors: object[] }>(answer)).toMatchObject({ errors: [{ message }] });
    }
  });
});

it("evidence tells of every list whether it held, and nothing of what the payment named", async () => {
  const caller = await analyst();
  const phone = `+9989${Math.floor(1e7 + Math.random() * 8e7)}1`.slice(0, 13);
  const phones = await listed(caller, { kind: "watch", subject_type: "phone" });
  const domains = await listed(caller, { kind: "watch", subject_type: "email_domain" });
  await listed(caller, { kind: "block", subject_type: "bin" });
  await entered(caller, phones.list_id, phone, { reason: `called from ${phone}` });
  const transaction = strangersPayment({ metadata: { phone, email_domain: "Mail.Example" } });
  await pay(caller, transaction);
  const { evidence, metadata } = await detailOf(caller, transaction.transaction_id);
  expect(metadata).toMatchObject({ phone, email_domain: "mail.example" });
  expect(evidence.lists).toEqual({
    revision: 4,
    held: [{ list_id: phones.list_id, name: phones.name, kind: "watch", subject_type: "phone" }],
    lacks: ["bin"],
  });
  expect(evidence.lists?.held.some(({ list_id }) => list_id === domains.list_id)).toBe(false);
  const plainly = async () =>
    (await everythingAtRest()).filter(([, text]) => text.includes(phone)).map(([place]) => place);
  expect(await plainly()).toEqual([]);
});
