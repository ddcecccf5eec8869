import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { forgetNotesBefore } from "../../../workers/antifraud/privacy/store.ts";
import type { Related, ReviewStats, TimelineEntry } from "../../../workers/antifraud/review/schemas.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { sandboxOf } from "../../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { erased, exportedAbout, placesOf } from "../../support/privacy.ts";
import { at, claim, decide, refused, reviewers, reviewOf, toldOf, underReview } from "../../support/reviews.ts";
import { payment } from "../../support/samples.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Waits until the projection has so many payments of an organisation. */
const projectedOf = (organizationId: string, count: number) =>
  expect
    .poll(
      async () =>
        (
          await env.DB.prepare("SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ?")
            .bind(organizationId)
            .first<{ n: number }>()
        )?.n,
      { timeout: 10_000 },
    )
    .toBe(count);

describe("a verification", () => {
  const verify = (caller: { token: string }, id: string, body: object) =>
    api(caller).post(at(id, "/verification"), { method: "sms", ...body });
  const settle = (caller: { token: string }) =>
    api(caller).send("PUT", "/api/antifraud/reviews/settings", { due_after_minutes: 240, auto_approve_verified: true });

  it("marks the review, once by its reference, and another result under that is refused", async () => {
    const [one] = await reviewers();
    const key = await given.apiKey(["write:transactions"], ["antifraud"], { owner: one.organizationId });
    const { transactionId: id } = await underReview(one.organizationId);
    const other = await underReview(one.organizationId);
    const passed = { result: "passed", reference: "sms-1" };
    const answers = await Promise.all([1, 2, 3, 4].map(() => verify(key, id, passed)));
    const statuses = await Promise.all(answers.map((answer) => bodyOf<{ status: string }>(answer)));
    expect(statuses.map(({ status }) => status).sort()).toEqual(["duplicate", "duplicate", "duplicate", "recorded"]);
    for (const change of [{ result: "failed" }, { method: "call" }])
      await refused(await verify(key, id, { ...passed, ...change }), 409, "antifraud.verification_conflict");
    await refused(await verify(key, other.transactionId, passed), 409, "antifraud.verification_conflict");
    expect(await reviewOf(one, id)).toMatchObject({
      state: "open",
      verification: "passed",
      verifications: [
        { reference: "sms-1", method: "sms", result: "passed", received_by: expect.stringMatching(/^key_/) },
      ],
    });
    expect(await reviewOf(one, other.transactionId)).toMatchObject({ verification: null, verifications: [] });
  });

  it("that failed raises the priority, once", async () => {
    const [one] = await reviewers();
    const { transactionId: id } = await underReview(one.organizationId);
    const { priority } = await reviewOf(one, id);
    for (const reference of ["a", "b"]) await verify(one, id, { result: "failed", reference });
    expect(await reviewOf(one, id)).toMatchObject({ verification: "failed", priority: priority + 200 });
  });

  it("that passed approves by the organisation's policy, as no label, and is told once", async () => {
    const [one] = await reviewers();
    await settle(one);
    const { transactionId: id } = await underReview(one.organizationId);
    const answer = await bodyOf(await verify(one, id, { result: "passed", reference: "3ds-1", method: "3ds" }));
    expect(answer).toMatchObject({
      status: "recorded",
      review: { state: "closed", verdict: { decision: "APPROVED", outcome: "inconclusive", by: "policy" } },
    });
    expect(await bodyOf(await verify(one, id, { result: "passed", reference: "3ds-1", method: "3ds" }))).toMatchObject({
      status: "duplicate",
    });
    await expect.poll(async () => (await reviewOf(one, id)).verdict?.undo_until, { timeout: 10_000 }).toBeNull();
    const detail = await bodyOf(await api(one).get(at(id, "")));
    expect(detail).toMatchObject({ final_decision: "APPROVED", reports: [] });
    await refused(await decide(one, id, "BLOCKED"), 409, "antifraud.review_closed");
    await refused(await api(one).post(at(id, "/review/undo"), {}), 409, "antifraud.verdict_not_undoable");
  });

  it("approves nothing that somebody holds, or of which another attempt failed", async () => {
    const [one] = await reviewers();
    await settle(one);
    const [held, failed] = [await underReview(one.organizationId), await underReview(one.organizationId)];
    await claim(one, held.transactionId);
    await verify(one, failed.transactionId, { result: "failed", reference: "f-1" });
    for (const { transactionId } of [held, failed])
      await verify(one, transactionId, { result: "passed", reference: `p-${transactionId}` });
    expect(await reviewOf(one, held.transactionId)).toMatchObject({ state: "claimed", verification: "passed" });
    expect(await reviewOf(one, failed.transactionId)).toMatchObject({ state: "open", verification: "passed" });
  });

  it("of a payment that was not up for review is kept, and opens none", async () => {
    const [one] = await reviewers();
    const { transactionId: id } = await underReview(one.organizationId, { decision: "APPROVED" });
    const answer = await bodyOf(await verify(one, id, { result: "expired", reference: "e-1" }));
    expect(answer).toMatchObject({ status: "recorded", review: null });
    await refused(await api(one).get(at(id)), 404, "antifraud.review_not_found");
    expect((await verify(one, id, { result: "maybe", reference: "e-2" })).status).toBe(422);
  });
});

describe("what a payment shares", () => {
  it("is found by card, device, address, payer and merchant, of its own organisation only", async () => {
    const [one] = await reviewers();
    const [stranger] = await reviewers();
    const shared = {
      user_id: "user-r",
      device_id: "device-r",
      ip_address: "10.9.8.7",
      merchant: "Shop R",
      metadata: { card_fingerprint: "fp-r" },
    };
    const lonely = {
      user_id: "x",
      device_id: "y",
      ip_address: "10.0.0.1",
      merchant: "Z",
      metadata: { card_fingerprint: "q" },
    };
    const first = payment(shared);
    const others = Object.keys(shared).map((field) =>
      payment({ ...lonely, [field]: shared[field as keyof typeof shared] }),
    );
    for (const transaction of [first, ...others]) await api(one).submit(transaction);
    const foreign = payment(shared);
    await api(stranger).submit(foreign);
    await projectedOf(one.organizationId, 6);
    await projectedOf(stranger.organizationId, 1);
    const fraud = { transaction_id: others[1]!.transaction_id, source: "chargeback", source_id: "cb" };
    await api(one).post("/api/antifraud/labels", { labels: [fraud] });
    const { links } = await bodyOf<Related>(await api(one).get(at(first.transaction_id, "/related")));
    const byLink = Object.fromEntries(
      links.map(({ by, count, transactions }) => [by, [count, transactions[0]?.transaction_id]]),
    );
    const [user, device, ip, merchant, card] = others.map(({ transaction_id }) => [1, transaction_id]);
    expect(byLink).toEqual({ user, device, ip, merchant, card });
    expect(links.find(({ by }) => by === "device")?.transactions[0]).toMatchObject({ is_fraud: true });
    expect(JSON.stringify(links)).not.toMatch(/device-r|10\.9\.8\.7|fp-r/);
    const { results } = await env.DB.prepare(
      "SELECT device_index, ip_index FROM antifraud_transactions WHERE transaction_id IN (?, ?)",
    )
      .bind(first.transaction_id, foreign.transaction_id)
      .all();
    expect(JSON.stringify(results)).not.toMatch(/device-r|10\.9/);
    // Equal devices of two organisations cannot be told from their hashes.
    expect(new Set(results.map(({ device_index }) => device_index)).size).toBe(2);
  });

  it("is counted whole and listed to fifty, the latest first", async () => {
    const [one] = await reviewers();
    const now = Date.now();
    const events = [];
    for (let i = 0; i < 53; i++)
      events.push(await underReview(one.organizationId, { at: now - i * 1000, userId: "busy" }));
    const { links } = await bodyOf<Related>(await api(one).get(at(events[5]!.transactionId, "/related")));
    const ofUser = links.find(({ by }) => by === "user")!;
    expect([ofUser.count, ofUser.transactions.length]).toEqual([52, 50]);
    expect(ofUser.transactions[0]?.transaction_id).toBe(events[0]!.transactionId);
    const plan = await env.DB.prepare(
      "EXPLAIN QUERY PLAN SELECT transaction_id FROM antifraud_transactions WHERE organization_id = ? AND merchant = ? ORDER BY created_at DESC, transaction_id DESC LIMIT 50",
    )
      .bind("a", "b")
      .all<{ detail: string }>();
    expect(plan.results.map(({ detail }) => detail).join()).toMatch(/merchant_time/);
  });
});

it("a customer's timeline has decisions, reports and verdicts, newest first, each once page by page", async () => {
  const [one] = await reviewers();
  const [stranger] = await reviewers();
  const now = Date.now();
  const userId = `customer-${crypto.randomUUID()}`;
  const older = await underReview(one.organizationId, { at: now - 2 * DAY_MS, userId });
  const newer = await underReview(one.organizationId, { at: now - DAY_MS, userId });
  const plain = await underReview(one.organizationId, { at: now - DAY_MS, userId, decision: "APPROVED" });
  await underReview(one.organizationId, { at: now, userId: "somebody else" });
  const label = { transaction_id: older.transactionId, source: "chargeback", source_id: "cb-1" };
  await api(one).post("/api/antifraud/labels", { labels: [label] });
  await decide(one, newer.transactionId, "BLOCKED");
  await toldOf(one, newer.transactionId);
  await decide(one, plain.transactionId, "BLOCKED");
  const path = `/api/antifraud/customers/${userId}/timeline`;
  const seen: TimelineEntry[] = [];
  for (let cursor = ""; ; ) {
    const page = await bodyOf<{ data: TimelineEntry[]; next_cursor: string | null }>(
      await api(one).get(`${path}?limit=2${cursor}`),
    );
    seen.push(...page.data);
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  expect(seen.map(({ at: time }) => time)).toEqual(
    seen
      .map(({ at: time }) => time)
      .toSorted()
      .toReversed(),
  );
  const decisions = seen.filter(({ kind }) => kind === "decision").map(({ paid_at }) => paid_at);
  expect(decisions.toSorted()).toEqual(
    [older, newer, plain].map(({ occurredAt }) => new Date(occurredAt).toISOString()).toSorted(),
  );
  const short = seen.map(({ kind, transaction_id, decision }) => `${kind} ${transaction_id} ${decision}`);
  expect(short.slice(0, 3).sort()).toEqual(
    [
      `report ${older.transactionId} null`,
      `verdict ${newer.transactionId} BLOCKED`,
      `verdict ${plain.transactionId} BLOCKED`,
    ].sort(),
  );
  expect(short.slice(3).sort()).toEqual(
    [
      `decision ${newer.transactionId} UNDER_REVIEW`,
      `decision ${plain.transactionId} APPROVED`,
      `decision ${older.transactionId} UNDER_REVIEW`,
    ].sort(),
  );
  for (const [caller, id] of [
    [stranger, userId],
    [one, "nobody"],
    [one, "erased"],
  ] as const)
    await refused(
      await api(caller).get(`/api/antifraud/customers/${id}/timeline`),
      404,
      "antifraud.customer_not_found",
    );
});

it("figures of the queue equal what its list has, by the days of Tashkent and the sandbox's clock", async () => {
  const scopes = ["read:*", "write:*", "review:*"];
  const key = await given.testKey(scopes);
  const stop = (time: number) =>
    api(key).send("PUT", "/api/sandbox/clock", { frozen_at: new Date(time).toISOString() });
  const stats = async () => bodyOf<ReviewStats>(await api(key).get("/api/antifraud/reviews/stats"));
  // 18:50 UTC is ten minutes before midnight in Tashkent.
  const evening = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS + 18 * HOUR_MS + 50 * 60_000;
  const day = (time: number) => new Date(time + 5 * HOUR_MS).toISOString().slice(0, 10);
  await stop(evening);
  expect(await stats()).toEqual({
    open: 0,
    claimed: 0,
    escalated: 0,
    overdue: 0,
    median_age_seconds: null,
    day: day(evening),
    closed_today: 0,
    reviewers: [],
  });
  const drafts = [6, 3, 1, 0].map((hours) => ({ at: evening - hours * HOUR_MS }));
  const events = [];
  for (const draft of drafts) events.push(await underReview(sandboxOf(key.organizationId), draft));
  const [late, middle, fresh, gone] = events.map(({ transactionId }) => transactionId);
  await claim(key, middle!);
  await api(key).post(at(fresh!, "/review/escalate"), { reason: "Above my limit" });
  await decide(key, gone!, "APPROVED");
  expect(await stats()).toMatchObject({
    open: 3,
    claimed: 1,
    escalated: 1,
    overdue: 1,
    median_age_seconds: 3 * 3600,
    closed_today: 1,
    reviewers: [{ held: 1, assigned: 1, closed_today: 1, name: null }],
  });
  await stop(evening + 15 * 60_000);
  expect(await stats()).toMatchObject({ day: day(evening + 15 * 60_000), closed_today: 0, claimed: 0, open: 3 });
  await decide(key, late!, "BLOCKED");
  expect(await stats()).toMatchObject({ open: 2, closed_today: 1, median_age_seconds: 2 * 3600 + 900, overdue: 0 });
});

it("what reviewers wrote is exported with its payer, and gone with them", async () => {
  const admin = await given.person("org_admin");
  const analyst = await given.colleague(admin.organizationId, "antifraud_manager");
  const user = `user_canary_${crypto.randomUUID()}`;
  const { transactionId: id } = await underReview(admin.organizationId, { userId: user });
  const open = await underReview(admin.organizationId, { userId: user });
  await claim(analyst, id, { note: "canary-note-of-a-review" });
  await decide(analyst, id, "BLOCKED", { reason: "canary-comment-of-a-verdict" });
  await decide(analyst, open.transactionId, "BLOCKED", { reason: "canary-comment-not-told-yet" });
  await toldOf(analyst, id);
  const { records } = await exportedAbout(admin, { type: "payer", id: user });
  expect(JSON.stringify(records)).toMatch(/canary-note-of-a-review.*canary-comment-of-a-verdict/);
  expect((await erased(admin, { type: "payer", id: user })).state).toBe("done");
  // The other verdict becomes final only now: its label has no comment any more.
  await toldOf(analyst, open.transactionId);
  expect(await placesOf(["canary-note", "canary-comment"])).toEqual([]);
  expect(await reviewOf(analyst, id)).toMatchObject({ state: "closed", notes: [{ note: null }, { note: null }] });
  const { results } = await env.DB.prepare(
    "SELECT device_index, ip_index FROM antifraud_transactions WHERE transaction_id IN (?, ?)",
  )
    .bind(id, open.transactionId)
    .all();
  expect(results).toEqual(Array.from({ length: 2 }, () => ({ device_index: null, ip_index: null })));
});

it("notes are forgotten with those of reports, so many at once, and only those past their time", async () => {
  const [one] = await reviewers();
  const { transactionId: id } = await underReview(one.organizationId);
  for (const note of ["first", "second", "third"]) await api(one).post(at(id, "/review/notes"), { note });
  const approved = await underReview(one.organizationId, { decision: "APPROVED" });
  await decide(one, approved.transactionId, "BLOCKED", { reason: "of a report" });
  await env.DB.prepare(
    "UPDATE antifraud_review_notes SET created_at = 1000 WHERE transaction_id = ? AND id < (SELECT max(id) FROM antifraud_review_notes WHERE transaction_id = ?)",
  )
    .bind(id, id)
    .run();
  await env.DB.prepare("UPDATE antifraud_labels SET received_at = 1000 WHERE organization_id = ?")
    .bind(one.organizationId)
    .run();
  const age = { from: 0, before: 2000, limit: 2 };
  const forget = () => forgetNotesBefore(createPlatform(env).db, one.organizationId, age);
  expect([await forget(), await forget(), await forget()]).toEqual([2, 1, 0]);
  const { notes } = await reviewOf(one, id);
  expect(notes.map(({ note }) => note)).toEqual([null, null, "third"]);
});
