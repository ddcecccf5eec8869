import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { openReviews } from "../../../workers/antifraud/review/open-reviews.ts";
import type { ReviewDetail } from "../../../workers/antifraud/review/schemas.ts";
import { LEASE_MS } from "../../../workers/antifraud/review/words.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import {
  at,
  auditOfPayment,
  claim,
  decide,
  queueOf,
  refused,
  reviewers,
  reviewOf,
  underReview,
} from "../../support/reviews.ts";
import { payment } from "../../support/samples.ts";

const HOUR_MS = 3_600_000;

/** Lets a lease end. */
const expire = (id: string) =>
  env.DB.prepare("UPDATE antifraud_reviews SET held_until = held_until - ? WHERE transaction_id = ?")
    .bind(LEASE_MS + 1000, id)
    .run();

describe("a decision to review", () => {
  it("opens one review, however often and late it is told, also after the review went on", async () => {
    const [analyst] = await reviewers();
    const event = await underReview(analyst.organizationId, { at: Date.now() - HOUR_MS, amountUsdCents: 1_000_000 });
    const again = () => openReviews(createPlatform(env), [event, event]);
    await Promise.all([again(), again()]);
    const id = event.transactionId;
    expect(await reviewOf(analyst, id)).toMatchObject({
      state: "open",
      risk_score: 650,
      priority: 1050,
      assignee: null,
    });
    await claim(analyst, id);
    await again();
    expect(await reviewOf(analyst, id)).toMatchObject({ state: "claimed", assignee: analyst.userId });
    await decide(analyst, id, "BLOCKED");
    await again();
    expect(await reviewOf(analyst, id)).toMatchObject({ state: "closed" });
    expect((await queueOf(analyst)).data).toEqual([]);
  });

  it("to approve or block opens none, and any payment may be reviewed all the same", async () => {
    const [analyst] = await reviewers();
    const { transactionId: id } = await underReview(analyst.organizationId, { decision: "APPROVED" });
    await refused(await api(analyst).get(at(id)), 404, "antifraud.review_not_found");
    expect((await queueOf(analyst)).data).toEqual([]);
    expect((await claim(analyst, id, { note: "A tip" })).status).toBe(200);
    expect((await queueOf(analyst)).data).toMatchObject([{ transaction_id: id, state: "claimed" }]);
  });

  it("comes all the way from the submission, and can be claimed before the queue told of it", async () => {
    const key = await given.testKey(["read:*", "write:*", "review:*"]);
    const transaction = payment({ amount: 700_203 });
    await api(key).submit(transaction);
    expect((await claim(key, transaction.transaction_id)).status).toBe(200);
    const other = payment({ amount: 700_202 });
    await api(key).submit(other);
    await expect
      .poll(async () => (await queueOf(key)).data.map(({ transaction_id }) => transaction_id).sort(), {
        timeout: 10_000,
      })
      .toEqual([transaction.transaction_id, other.transaction_id].sort());
    const { data } = await queueOf(key, "?sort=score");
    expect(data.map(({ risk_score }) => risk_score)).toEqual([800, 650]);
    expect(data[0]?.state).toBe("claimed");
  });
});

describe("a claim", () => {
  it("of twenty at once is one reviewer's, and the others are told whose", async () => {
    const people = await reviewers(19);
    const { transactionId: id } = await underReview(people[0].organizationId);
    const answers = await Promise.all(people.map((person) => claim(person, id)));
    const winners = people.filter((_, i) => answers[i]!.status === 200);
    expect(winners).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(await refused(answer, 409, "antifraud.review_held")).toContain(`(${winners[0]!.userId}) until`);
    expect(await reviewOf(people[0], id)).toMatchObject({ state: "claimed", assignee: winners[0]!.userId });
    const claims = await auditOfPayment(people[0].organizationId, id, "transaction.review_claimed");
    expect(claims).toEqual([
      {
        actor: winners[0]!.userId,
        action: "transaction.review_claimed",
        changes: `{"assignee":[null,"${winners[0]!.userId}"]}`,
      },
    ]);
  });

  it("is renewed by its holder, ends by itself, and is taken over then", async () => {
    const [one, other] = await reviewers(1);
    const { transactionId: id } = await underReview(one.organizationId);
    const first = await bodyOf<ReviewDetail>(await claim(one, id));
    await env.DB.prepare("UPDATE antifraud_reviews SET held_until = held_until - 60000 WHERE transaction_id = ?")
      .bind(id)
      .run();
    const renewed = await bodyOf<ReviewDetail>(await claim(one, id));
    expect(Date.parse(renewed.held_until!)).toBeGreaterThan(Date.parse(first.held_until!) - 60_000);
    await refused(await claim(other!, id), 409, "antifraud.review_held");
    await expire(id);
    expect(await reviewOf(one, id)).toMatchObject({ state: "open", assignee: one.userId, held_until: null });
    expect((await claim(other!, id)).status).toBe(200);
    expect(await refused(await claim(one, id), 409, "antifraud.review_held")).toContain(other!.userId);
    expect(await refused(await decide(one, id, "BLOCKED"), 409, "antifraud.review_held")).toContain(other!.userId);
  });

  it("can be released, and only by who has it", async () => {
    const [one, other] = await reviewers(1);
    const { transactionId: id } = await underReview(one.organizationId);
    const release = (person: { token: string }) => api(person).post(at(id, "/review/release"), {});
    expect((await release(one)).status).toBe(200);
    await claim(one, id);
    await refused(await release(other!), 409, "antifraud.review_held");
    expect(await bodyOf(await release(one))).toMatchObject({ state: "open", assignee: null });
    expect((await claim(other!, id)).status).toBe(200);
  });

  it("in the sandbox ends by its clock, and so does what is due", async () => {
    const key = await given.testKey(["read:*", "write:*", "review:*"]);
    const other = await given.testKey(["read:*", "write:*", "review:*"], key.organizationId.replace(/_test$/, ""));
    const start = Date.now() + HOUR_MS;
    const stop = (time: number) =>
      api(key).send("PUT", "/api/sandbox/clock", { frozen_at: new Date(time).toISOString() });
    await stop(start);
    const transaction = payment({ amount: 700_202, timestamp: new Date(start).toISOString() });
    const id = transaction.transaction_id;
    await api(key).submit(transaction);
    expect(await bodyOf(await claim(key, id))).toMatchObject({
      opened_at: new Date(start).toISOString(),
      due_at: new Date(start + 4 * HOUR_MS).toISOString(),
      held_until: new Date(start + LEASE_MS).toISOString(),
      overdue: false,
    });
    await stop(start + LEASE_MS - 1);
    await refused(await claim(other, id), 409, "antifraud.review_held");
    await stop(start + LEASE_MS);
    expect((await claim(other, id)).status).toBe(200);
    await stop(start + 4 * HOUR_MS);
    expect((await queueOf(key, "?overdue=true")).data).toEqual([]);
    await stop(start + 4 * HOUR_MS + 1);
    expect((await queueOf(key, "?overdue=true")).data).toMatchObject([{ transaction_id: id, overdue: true }]);
  });
});

describe("a review", () => {
  it("is given to a colleague who may review, who has to claim it, and to nobody else", async () => {
    const [one, other] = await reviewers(1);
    const viewer = await given.colleague(one.organizationId, "viewer");
    const elsewhere = await given.colleague(one.organizationId, "antifraud_manager", ["bankcall"]);
    const [stranger] = await reviewers();
    const { transactionId: id } = await underReview(one.organizationId);
    for (const nobody of [viewer.userId, elsewhere.userId, stranger.userId, "usr_nobody"])
      await refused(await claim(one, id, { assignee: nobody }), 422, "antifraud.reviewer_not_permitted");
    expect(await reviewOf(one, id)).toMatchObject({ state: "open", assignee: null });
    const given_ = await bodyOf(await claim(one, id, { assignee: other!.userId, note: "You know this shop" }));
    expect(given_).toMatchObject({ state: "open", assignee: other!.userId, assignee_name: "Test Colleague" });
    expect((await queueOf(other!, "?assignee=me")).data).toHaveLength(1);
    expect((await queueOf(one, "?assignee=me")).data).toHaveLength(0);
    expect((await queueOf(one, `?assignee=${other!.userId}`)).data).toHaveLength(1);
    expect((await queueOf(one, "?assignee=none")).data).toHaveLength(0);
    expect((await claim(other!, id)).status).toBe(200);
    await refused(await claim(one, id, { assignee: one.userId }), 409, "antifraud.review_held");
  });

  it("is escalated with a reason, is nobody's then, and keeps what was written, sealed", async () => {
    const [one, other] = await reviewers(1);
    const { transactionId: id } = await underReview(one.organizationId);
    await claim(one, id, { note: "Dilshod did not answer" });
    const escalate = (person: { token: string }, body: object) => api(person).post(at(id, "/review/escalate"), body);
    expect((await escalate(one, {})).status).toBe(422);
    await refused(await escalate(other!, { reason: "Mine" }), 409, "antifraud.review_held");
    expect((await escalate(one, { reason: "Above my limit" })).status).toBe(200);
    await api(other!).post(at(id, "/review/notes"), { note: "Looking into it" });
    const detail = await reviewOf(one, id);
    expect(detail).toMatchObject({ state: "escalated", assignee: null });
    expect(detail.notes.map(({ kind, author, note }) => [kind, author, note])).toEqual([
      ["note", one.userId, "Dilshod did not answer"],
      ["escalation", one.userId, "Above my limit"],
      ["note", other!.userId, "Looking into it"],
    ]);
    const { results } = await env.DB.prepare("SELECT * FROM antifraud_review_notes WHERE transaction_id = ?")
      .bind(id)
      .all();
    expect(results).toHaveLength(3);
    expect(JSON.stringify(results)).not.toMatch(/Dilshod|limit|Looking/);
    expect((await queueOf(one, "?state=escalated")).data).toHaveLength(1);
    expect((await queueOf(one, "?state=open")).data).toHaveLength(0);
    await claim(other!, id);
    expect((await queueOf(one, "?state=claimed")).data).toMatchObject([{ escalated_at: expect.any(String) }]);
  });

  it("is refused to who may not review, and that of another organisation is not there", async () => {
    const [one] = await reviewers();
    const [stranger] = await reviewers();
    const { transactionId: id } = await underReview(one.organizationId);
    const viewer = await given.colleague(one.organizationId, "viewer");
    const admin = await given.colleague(one.organizationId, "org_admin");
    expect((await claim(viewer, id)).status).toBe(403);
    expect((await claim(admin, id)).status).toBe(403);
    expect((await api(admin).get(at(id))).status).toBe(200);
    await refused(await claim(stranger, id), 404, "antifraud.transaction_not_found");
    expect((await queueOf(stranger)).data).toEqual([]);
    expect(await reviewOf(one, id)).toMatchObject({ state: "open" });
  });

  it("is claimed once under an Idempotency-Key, with one note", async () => {
    const [one] = await reviewers();
    const { transactionId: id } = await underReview(one.organizationId);
    const send = () => api(one, { headers: { "idempotency-key": "claim-1" } }).post(at(id), { note: "Once" });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([200, 200, "true"]);
    expect((await reviewOf(one, id)).notes).toHaveLength(1);
  });
});

describe("the queue", () => {
  it("goes by what is due first, by score and by how much it presses, page by page, each once", async () => {
    const [one] = await reviewers();
    const now = Date.now();
    const drafts = [
      { score: 520, amountUsdCents: 1_000_000_00, at: now - 5 * HOUR_MS },
      { score: 790, amountUsdCents: 100, at: now - HOUR_MS },
      { score: 600, amountUsdCents: 100_00, at: now - 3 * HOUR_MS },
      { score: 600, amountUsdCents: 100_00, at: now - 3 * HOUR_MS },
    ];
    for (const draft of drafts) await underReview(one.organizationId, draft);
    const walk = async (query: string) => {
      const seen: { risk_score: number; transaction_id: string }[] = [];
      for (let cursor = ""; ; ) {
        const { data, next_cursor } = await queueOf(one, `?limit=1${query}${cursor}`);
        seen.push(...data);
        if (next_cursor === null) break;
        cursor = `&cursor=${next_cursor}`;
      }
      expect(new Set(seen.map(({ transaction_id }) => transaction_id)).size).toBe(seen.length);
      return seen.map(({ risk_score }) => risk_score);
    };
    expect(await walk("")).toEqual([520, 600, 600, 790]);
    expect(await walk("&sort=score")).toEqual([790, 600, 600, 520]);
    expect(await walk("&sort=priority")).toEqual([520, 790, 600, 600]);
    expect(await walk("&overdue=true")).toEqual([520]);
    expect(await walk("&overdue=false&min_score=601")).toEqual([790]);
    const { data } = await queueOf(one);
    expect(data[0]?.transaction).toMatchObject({ merchant: "shop", user_id: "user", decision: "UNDER_REVIEW" });
  });

  it("refuses what it does not know", async () => {
    const [one] = await reviewers();
    for (const query of [
      "?state=lost",
      "?min_score=-1",
      "?sort=size",
      "?cursor=x",
      "?state=closed&sort=due",
      "?limit=0",
    ])
      expect((await api(one).get(`/api/antifraud/reviews${query}`)).status, query).toBe(422);
  });

  it("is due when the organisation says, from then on", async () => {
    const [one] = await reviewers();
    const time = Date.now();
    const before = await underReview(one.organizationId, { at: time });
    const settings = { due_after_minutes: 30, auto_approve_verified: true, notify_escalations: [] };
    const put = (body: object) => api(one).send("PUT", "/api/antifraud/reviews/settings", body);
    expect(await bodyOf(await put(settings))).toEqual(settings);
    expect((await put({ ...settings, due_after_minutes: 1 })).status).toBe(422);
    expect(await bodyOf(await api(one).get("/api/antifraud/reviews/settings"))).toEqual(settings);
    const after = await underReview(one.organizationId, { at: time });
    expect(Date.parse((await reviewOf(one, before.transactionId)).due_at) - time).toBe(4 * HOUR_MS);
    expect(Date.parse((await reviewOf(one, after.transactionId)).due_at) - time).toBe(HOUR_MS / 2);
  });
});
