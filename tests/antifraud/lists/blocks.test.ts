import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sweepUntoldBlocks, tellBlocks } from "../../../workers/antifraud/blocks/tell-blocks.ts";
import { sweepExpiredEntries } from "../../../workers/antifraud/lists/announce-lists.ts";
import { antifraudWebhookEvents } from "../../../workers/antifraud/webhook-events.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { tellFollowers } from "../../../workers/webhooks/tell-followers.ts";
import { api, bodyOf } from "../../support/api.ts";
import { heldEvents } from "../../support/events.ts";
import { given } from "../../support/given.ts";
import { entered, entriesOf, listed, type Page } from "../../support/lists.ts";
import { erased, everythingAtRest, exportedAbout, placesOf } from "../../support/privacy.ts";
import { ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

type Block = {
  block_id: string;
  entity_type: string;
  entity_id: string | null;
  reason: string | null;
  reference: string | null;
  status: string;
  created_at: string;
  expires_at: string | null;
  lifted_by: string | null;
};
type Problem = { code: string; detail?: string; errors?: { path: string }[] };
type Caller = { token: string };

const path = "/api/antifraud/blocks";
const HOUR_MS = 3_600_000;
const analyst = () => given.person("antifraud_manager");
const post = (caller: Caller, body: object) =>
  api(caller).post(path, { entity_type: "user", reason: "Regulator's order", reference: "CBU-17", ...body });
const blocked = async (caller: Caller, body: object) => {
  const answer = await post(caller, body);
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<Block>(answer);
};
const pay = async (caller: Caller, changes: object) =>
  (await bodyOf<{ decision: string }>(await api(caller).submit(payment(changes)))).decision;
const listedBlocks = async (caller: Caller, query = "") =>
  (await bodyOf<Page<Block>>(await api(caller).get(`${path}${query}`))).data;
const event = ({ organizationId }: { organizationId: string }) => ({
  type: "antifraud.lists_changed" as const,
  organizationId,
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a block", () => {
  it.each([
    ["user", "user-x", { user_id: "user-x" }],
    ["card", "fp-x", { metadata: { card_fingerprint: "fp-x" } }],
    ["device", "device-x", { device_id: "device-x" }],
  ])("of a %s refuses its payments for 72 hours, until it is lifted", async (entity_type, entity_id, changes) => {
    const caller = await analyst();
    const block = await blocked(caller, { entity_type, entity_id });
    expect(block).toMatchObject({ entity_type, entity_id, status: "active", reference: "CBU-17" });
    expect(Date.parse(block.expires_at!) - Date.parse(block.created_at)).toBe(72 * HOUR_MS);
    expect(await pay(caller, changes)).toBe("BLOCKED");
    expect(await listedBlocks(caller)).toEqual([block]);
    expect((await api(caller).delete(`${path}/${block.block_id}`)).status).toBe(204);
    expect(await pay(caller, { ...changes, amount: 1000 })).not.toBe("BLOCKED");
    const lifted = await bodyOf<Block>(await api(caller).get(`${path}/${block.block_id}`));
    expect(lifted).toMatchObject({ status: "lifted", lifted_by: caller.userId, entity_id });
    expect(await bodyOf(await api(caller).delete(`${path}/${block.block_id}`))).toMatchObject({
      code: "antifraud.block_over",
    });
    expect((await blocked(caller, { entity_type, entity_id })).block_id).not.toBe(block.block_id);
    const { results } = await env.DB.prepare("SELECT action, changes FROM audit_events WHERE target = ? ORDER BY rowid")
      .bind(block.block_id)
      .all<{ action: string; changes: string }>();
    expect(results.map(({ action }) => action)).toEqual(["block.created", "block.lifted"]);
    expect(JSON.stringify(results)).not.toContain(entity_id);
  });

  it("is one of an entity, whoever asks at the same time; the others hear which", async () => {
    const caller = await analyst();
    const answers = await Promise.all(Array.from({ length: 3 }, () => post(caller, { entity_id: "user-x" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const again = await bodyOf<Problem>(await post(caller, { entity_id: "user-x" }));
    expect(again.code).toBe("antifraud.already_blocked");
    expect(again.detail).toBe(`By ${(await listedBlocks(caller))[0]?.block_id}`);
  });

  it("lasts as long as it says, by the sandbox's clock there, and is listed by what it is of", async () => {
    const caller = await given.testKey(["write:transactions", "read:transactions", "write:rules", "write:sandbox"]);
    await blocked(caller, { entity_id: "user-x", hours: 5 });
    await blocked(caller, { entity_type: "card", entity_id: "fp-x", expires_at: new Date(Date.now() + 9 * HOUR_MS) });
    expect(await pay(caller, { user_id: "user-x" })).toBe("BLOCKED");
    const frozen_at = new Date(Date.now() + 6 * HOUR_MS).toISOString();
    await api(caller).send("PUT", "/api/sandbox/clock", { frozen_at });
    const active = async () => (await listedBlocks(caller)).map(({ entity_id }) => entity_id);
    await expect.poll(active).toEqual(["fp-x"]);
    expect(await listedBlocks(caller, "?status=over")).toMatchObject([{ entity_id: "user-x", status: "expired" }]);
    expect(await listedBlocks(caller, "?status=all&entity_type=user&entity_id=user-x")).toHaveLength(1);
    expect(await listedBlocks(caller, "?status=all&entity_type=user&entity_id=user-y")).toEqual([]);
    expect((await api(caller).get(`${path}?entity_id=user-x`)).status).toBe(422);
    expect((await blocked(caller, { entity_id: "user-x" })).status).toBe("active");
  });

  it.each([
    [{ entity_type: "merchant", entity_id: "x" }, "entity_type"],
    [{ entity_id: "x".repeat(101) }, "entity_id"],
    [{ entity_id: "x", hours: 0 }, "hours"],
    [{ entity_id: "x", hours: 1, expires_at: "2027-01-01T00:00:00Z" }, "hours"],
    [{ entity_id: "x", expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    [{ entity_id: "x", reason: "" }, "reason"],
  ])("is refused as %j by its place", async (body, place) => {
    const caller = await analyst();
    const answer = await post(caller, body);
    expect(answer.status).toBe(422);
    expect((await bodyOf<Problem>(answer)).errors?.map((error) => error.path)).toEqual([place]);
    expect(await listedBlocks(caller, "?status=all")).toEqual([]);
  });

  it("stands on a list that the system keeps: rules may ask it, nobody else changes it", async () => {
    const caller = await analyst();
    const block = await blocked(caller, { entity_id: "user-x" });
    const lists = await bodyOf<Page<{ list_id: string; system: boolean }>>(
      await api(caller).get("/api/antifraud/lists"),
    );
    expect(lists.data).toMatchObject([{ list_id: "lst_blocked_users", system: true, entries: 1 }]);
    expect((await entriesOf(caller, "lst_blocked_users")).data[0]).toMatchObject({ entry_id: block.block_id });
    const list = "/api/antifraud/lists/lst_blocked_users";
    for (const [method, at, body] of [
      ["PUT", list, { name: "Mine" }],
      ["DELETE", list],
      ["POST", `${list}/entries`, { value: "y" }],
      ["DELETE", `${list}/entries/${block.block_id}`],
    ] as const)
      expect(await bodyOf(await api(caller).send(method, at, body))).toMatchObject({
        code: "antifraud.list_kept_by_system",
      });
    const expression = { in: [{ field: "user_id" }, { list: "lst_blocked_users" }] };
    expect(await ruled(caller, { conditions: undefined, expression })).toMatchObject({ expression });
  });

  it("of another organisation is as unknown as none", async () => {
    const { block_id } = await blocked(await analyst(), { entity_id: "user-x" });
    const stranger = await analyst();
    for (const id of [block_id, "blk_nobody"])
      for (const method of ["GET", "DELETE"]) {
        const answer = await api(stranger).send(method, `${path}/${id}`);
        expect([answer.status, (await bodyOf<Problem>(answer)).code]).toEqual([404, "antifraud.block_not_found"]);
      }
    expect(await listedBlocks(stranger, "?status=all")).toEqual([]);
  });
});

describe("news of blocks", () => {
  it("is told once of its beginning and of its end, though the queue lost it, and names nobody", async () => {
    const caller = await analyst();
    // Blocks of tests before may be told of now.
    const own =
      <Event extends { organizationId: string }>(events: () => Event[]) =>
      () =>
        events().filter(({ organizationId }) => organizationId === caller.organizationId);
    const held = {
      blocked: own(heldEvents("antifraud.entity_blocked")),
      unblocked: own(heldEvents("antifraud.entity_unblocked")),
    };
    const first = await blocked(caller, { entity_id: "user-x" });
    const tell = () => tellBlocks(createPlatform(env), [event(caller)]);
    await tell();
    await tell();
    expect(held.blocked().map(({ blockId }) => blockId)).toEqual([first.block_id]);
    expect(held.unblocked()).toEqual([]);
    await api(caller).delete(`${path}/${first.block_id}`);
    await tell();
    expect(held.unblocked()).toMatchObject([{ blockId: first.block_id, cause: "lifted" }]);
    // One that is lifted before anyone heard of it is told of from its beginning.
    const second = await blocked(caller, { entity_type: "device", entity_id: "device-x" });
    await api(caller).delete(`${path}/${second.block_id}`);
    await tell();
    await tell();
    expect(held.blocked().map(({ blockId }) => blockId)).toEqual([first.block_id, second.block_id]);
    expect(held.unblocked().map(({ blockId }) => blockId)).toEqual([first.block_id, second.block_id]);
    expect(JSON.stringify([held.blocked(), held.unblocked()])).not.toMatch(/user-x|device-x|CBU/);
    const kinds = ["antifraud.entity_blocked", "antifraud.entity_unblocked"] as const;
    for (const kind of kinds) {
      const described = antifraudWebhookEvents.find(({ name }) => name === kind)!;
      for (const told of kind === kinds[0] ? held.blocked() : held.unblocked())
        for (const { data } of described.read(told)) expect(described.schema.safeParse(data).success).toBe(true);
    }
    expect(tellFollowers(antifraudWebhookEvents)).toEqual(expect.any(Function));
  });

  it("of a block whose time is over comes from the sweep", async () => {
    const caller = await analyst();
    const held = heldEvents("antifraud.entity_unblocked");
    const changes = heldEvents("antifraud.lists_changed");
    const { block_id } = await blocked(caller, { entity_id: "user-x", hours: 1 });
    const later = createPlatform(env, { now: () => Date.now() + 2 * HOUR_MS });
    await sweepExpiredEntries(later);
    await sweepUntoldBlocks(later);
    expect(changes().filter(({ organizationId }) => organizationId === caller.organizationId).length).toBeGreaterThan(
      1,
    );
    await tellBlocks(later, [event(caller)]);
    expect(held().filter(({ blockId }) => blockId === block_id)).toMatchObject([{ cause: "expired" }]);
  });
});

describe("privacy", () => {
  it("an export tells a payer which lists hold them, and an erasure takes who and why, but not the block", async () => {
    const caller = await given.person("org_admin");
    const user_id = `payer-${crypto.randomUUID()}`;
    const why = `why-${crypto.randomUUID()}`;
    await blocked(caller, { entity_id: user_id, reason: why });
    const { list_id } = await listed(caller, { kind: "watch" });
    await entered(caller, list_id, user_id, { reason: why });
    const subject = { type: "payer" as const, id: user_id };
    const { records } = await exportedAbout(caller, subject);
    const own = records.filter((record) => record.class === "list_entries");
    expect(own.map(({ value, reason }) => [value, reason])).toEqual(Array.from({ length: 2 }, () => [user_id, why]));
    expect(new Set(own.map((record) => record.list_id))).toEqual(new Set(["lst_blocked_users", list_id]));
    const plain = async () =>
      (await everythingAtRest()).filter(([, text]) => text.includes(user_id) || text.includes(why));
    expect(await plain()).toEqual([]);
    expect((await placesOf([why])).length).toBeGreaterThan(0);
    await erased(caller, subject);
    expect((await placesOf([why])).filter((place) => place === "antifraud_list_entries")).toEqual([]);
    expect((await entriesOf(caller, list_id)).data).toMatchObject([{ value: null, reason: null, status: "active" }]);
    expect(await pay(caller, { user_id })).toBe("BLOCKED");
    const [block] = await listedBlocks(caller);
    expect(block).toMatchObject({ entity_id: null, reason: null, status: "active" });
    expect((await api(caller).delete(`${path}/${block?.block_id}`)).status).toBe(204);
  });
});

describe("templates of rules", () => {
  type Template = {
    template_id: string;
    title: Record<string, string>;
    requires_aggregates: { name: string }[];
    rule: { name: string; expression: unknown; state: string };
  };
  type Templates = {
    notice: Record<string, string>;
    base_calculation_amount: { amount: number; in_force_from: string | null };
    data: Template[];
  };
  const templatesOf = async (caller: Caller, query = "") =>
    bodyOf<Templates>(
      await api(caller, { headers: { "accept-language": "ru" } }).get(`/api/antifraud/rules/templates${query}`),
    );

  it("can be taken as they are, in shadow, or say which aggregates they need first", async () => {
    const caller = await analyst();
    const { notice, data } = await templatesOf(caller);
    expect(Object.keys(notice)).toEqual(["uz", "ru", "en"]);
    expect(data.length).toBe(4);
    for (const { rule, title, requires_aggregates } of data) {
      expect(rule).toMatchObject({ name: title.ru, state: "shadow" });
      const answer = await api(caller).post("/api/antifraud/rules", rule);
      expect(answer.status).toBe(requires_aggregates.length === 0 ? 201 : 422);
      if (answer.status === 201) continue;
      const { errors = [] } = await bodyOf<{ errors?: { message: string }[] }>(answer);
      expect(new Set(errors.map(({ message }) => message))).toEqual(new Set(["There is no such field"]));
      for (const { name } of requires_aggregates) expect(JSON.stringify(rule.expression)).toContain(`"agg.${name}"`);
    }
  });

  it("follow the base calculation amount of the day that is asked for, or the one that is sent", async () => {
    const caller = await analyst();
    expect((await templatesOf(caller, "?on=2024-11-01")).base_calculation_amount).toMatchObject({
      amount: 375_000,
      in_force_from: "2024-10-01",
    });
    const sent = await templatesOf(caller, "?base_amount=500000");
    expect(sent.base_calculation_amount).toMatchObject({ amount: 500_000, in_force_from: null });
    const large = sent.data.find(({ template_id }) => template_id === "cbu_500_base_amounts")!;
    await ruled(caller, { ...large.rule, conditions: undefined, state: "live", notify: [] });
    const sum = (amount: number) => ({ amount, currency: "UZS", user_id: crypto.randomUUID(), metadata: undefined });
    expect(await pay(caller, sum(250_000_000))).not.toBe("APPROVED");
    expect((await api(caller).get("/api/antifraud/rules/templates?base_amount=0")).status).toBe(422);
  });
});
