import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sweepVerdicts, tellVerdicts } from "../../../workers/antifraud/review/tell-verdicts.ts";
import { UNDO_MS } from "../../../workers/antifraud/review/words.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import {
  at,
  auditOfPayment,
  claim,
  decide,
  later,
  queueOf,
  refused,
  reviewers,
  reviewOf,
  toldOf,
  underReview,
} from "../../support/reviews.ts";
import { added, receiver } from "../../support/webhooks.ts";

type Detail = {
  decision: string;
  final_decision: string;
  reports: { source: string; source_id: string; is_fraud: boolean; note: string | null }[];
};

const detailOf = async (caller: { token: string }, id: string) => bodyOf<Detail>(await api(caller).get(at(id, "")));
const undo = (caller: { token: string }, id: string) => api(caller).post(at(id, "/review/undo"), {});

/** Who is told of an organisation's verdicts and labels, and what they were told of. */
async function follower(organizationId: string) {
  const key = await given.apiKey(["read:webhooks", "write:webhooks"], ["antifraud"], { owner: organizationId });
  const target = await receiver();
  await added(key, target.url, { event_types: ["transaction.reviewed", "transaction.labelled"] });
  const told = async () =>
    (await target.received()).map(({ body }) => JSON.parse(body) as { type: string; data: Record<string, unknown> });
  return { told, types: async () => (await told()).map(({ type }) => type).sort() };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a verdict", () => {
  it("closes the review, and is told, labelled and audited once, however often its time is announced", async () => {
    const [analyst] = await reviewers();
    const { organizationId } = analyst;
    const { told, types } = await follower(organizationId);
    const { transactionId: id } = await underReview(organizationId);
    await claim(analyst, id);
    const answer = await decide(analyst, id, "BLOCKED", { reason: "The owner called" });
    expect(answer.status).toBe(200);
    expect(await bodyOf(answer)).toMatchObject({
      decision: "UNDER_REVIEW",
      final_decision: "BLOCKED",
      review: { state: "closed", verdict: { outcome: "confirmed_fraud", by: analyst.userId } },
      reports: [],
    });
    expect((await reviewOf(analyst, id)).verdict?.undo_until).not.toBeNull();
    const event = await toldOf(analyst, id);
    await Promise.all([tellVerdicts(later(), [event, event]), tellVerdicts(later(), [event])]);
    await expect.poll(types, { timeout: 10_000 }).toEqual(["transaction.labelled", "transaction.reviewed"]);
    const verdictId = (await reviewOf(analyst, id)).verdict?.id;
    expect((await told()).find(({ type }) => type === "transaction.reviewed")?.data).toMatchObject({
      transaction_id: id,
      verdict_id: verdictId,
      decision: "BLOCKED",
      outcome: "confirmed_fraud",
      reviewed_by: analyst.userId,
    });
    expect((await detailOf(analyst, id)).reports).toMatchObject([
      { source: "review", source_id: verdictId, is_fraud: true, note: "The owner called" },
    ]);
    expect((await reviewOf(analyst, id)).verdict?.undo_until).toBeNull();
    expect(await auditOfPayment(organizationId, id, "transaction.decision_overridden")).toEqual([
      {
        actor: analyst.userId,
        action: "transaction.decision_overridden",
        changes: '{"decision":["UNDER_REVIEW","BLOCKED"],"outcome":[null,"confirmed_fraud"]}',
      },
    ]);
  });

  it("is told by the queue itself when its ten seconds are over, and not before", async () => {
    const [analyst] = await reviewers();
    const { transactionId: id } = await underReview(analyst.organizationId);
    await decide(analyst, id, "APPROVED");
    expect((await detailOf(analyst, id)).reports).toEqual([]);
    await expect
      .poll(async () => (await detailOf(analyst, id)).reports.length, { timeout: 30_000, interval: 500 })
      .toBe(1);
    const row = await env.DB.prepare("SELECT tell_at, final_at FROM antifraud_reviews WHERE transaction_id = ?")
      .bind(id)
      .first<{ tell_at: number; final_at: number }>();
    expect(row!.final_at).toBeGreaterThanOrEqual(row!.tell_at);
  });

  it("that is inconclusive decides and is told, but is no label", async () => {
    const [analyst] = await reviewers();
    const { types } = await follower(analyst.organizationId);
    const { transactionId: id } = await underReview(analyst.organizationId);
    expect((await decide(analyst, id, "APPROVED", { outcome: "inconclusive" })).status).toBe(200);
    await toldOf(analyst, id, 2);
    await expect.poll(types, { timeout: 10_000 }).toEqual(["transaction.reviewed"]);
    expect(await detailOf(analyst, id)).toMatchObject({ final_decision: "APPROVED", reports: [] });
  });

  it("keeps others out: the same again changes nothing, another is refused and names the first", async () => {
    const [one, other] = await reviewers(1);
    const { transactionId: id } = await underReview(one.organizationId);
    const answers = await Promise.all([decide(one, id, "BLOCKED"), decide(other!, id, "APPROVED")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [winner, loser] = answers[0]!.status === 200 ? [one, other!] : [other!, one];
    const [first, second] = winner === one ? ["BLOCKED", "APPROVED"] : ["APPROVED", "BLOCKED"];
    expect(await refused(answers.find(({ status }) => status === 409)!, 409, "antifraud.review_closed")).toContain(
      winner.userId,
    );
    expect((await decide(winner, id, first!)).status).toBe(200);
    await refused(await decide(winner, id, second!), 409, "antifraud.review_closed");
    await refused(await claim(loser, id), 409, "antifraud.review_closed");
    await toldOf(one, id);
    await refused(await decide(loser, id, second!), 409, "antifraud.review_closed");
    expect(await detailOf(one, id)).toMatchObject({ final_decision: first, reports: [{ source: "review" }] });
    expect(await auditOfPayment(one.organizationId, id, "transaction.decision_overridden")).toHaveLength(1);
    expect((await queueOf(one, "?state=closed")).data).toMatchObject([{ transaction_id: id, state: "closed" }]);
  });

  it("is refused where it contradicts itself, and nothing is changed", async () => {
    const [analyst] = await reviewers();
    const { transactionId: id } = await underReview(analyst.organizationId);
    for (const [decision, outcome] of [
      ["APPROVED", "confirmed_fraud"],
      ["BLOCKED", "false_positive"],
      ["BLOCKED", "unsure"],
    ] as const) {
      const answer = await decide(analyst, id, decision, { outcome });
      expect(answer.status).toBe(422);
      expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "outcome" }] });
    }
    const approved = await underReview(analyst.organizationId, { decision: "APPROVED" });
    expect((await decide(analyst, approved.transactionId, "BLOCKED", { outcome: "inconclusive" })).status).toBe(422);
    expect(await reviewOf(analyst, id)).toMatchObject({ state: "open", verdict: null });
    expect(await detailOf(analyst, approved.transactionId)).toMatchObject({ final_decision: "APPROVED", reports: [] });
  });

  it("on a payment that nobody was asked to look at is told at once", async () => {
    const [analyst] = await reviewers();
    const { types } = await follower(analyst.organizationId);
    const { transactionId: id } = await underReview(analyst.organizationId, { decision: "APPROVED" });
    expect((await decide(analyst, id, "BLOCKED")).status).toBe(200);
    await expect.poll(types, { timeout: 10_000 }).toEqual(["transaction.labelled", "transaction.reviewed"]);
    await refused(await undo(analyst, id), 409, "antifraud.verdict_not_undoable");
  });

  it("that the queue did not take is told by the sweep", async () => {
    const [analyst] = await reviewers();
    const { transactionId: id } = await underReview(analyst.organizationId);
    const send = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue is down"));
    expect((await decide(analyst, id, "BLOCKED")).status).toBe(200);
    send.mockRestore();
    await sweepVerdicts(createPlatform(env));
    expect((await detailOf(analyst, id)).reports).toEqual([]);
    const pass = UNDO_MS + 120_000;
    await env.DB.prepare("UPDATE antifraud_reviews SET tell_at = tell_at - ? WHERE transaction_id = ?")
      .bind(pass, id)
      .run();
    await sweepVerdicts(createPlatform(env));
    await expect.poll(async () => (await detailOf(analyst, id)).reports.length, { timeout: 10_000 }).toBe(1);
  });

  it("that could not be told is told when it is announced again", async () => {
    const [analyst] = await reviewers();
    const { types } = await follower(analyst.organizationId);
    const { transactionId: id } = await underReview(analyst.organizationId);
    await decide(analyst, id, "BLOCKED");
    const send = vi.spyOn(env.EVENTS, "send").mockRejectedValue(new Error("queue is down"));
    await expect(toldOf(analyst, id)).rejects.toThrow("queue is down");
    send.mockRestore();
    await refused(await undo(analyst, id), 409, "antifraud.verdict_not_undoable");
    await toldOf(analyst, id, 2);
    await expect.poll(types, { timeout: 10_000 }).toEqual(["transaction.labelled", "transaction.reviewed"]);
    expect((await detailOf(analyst, id)).reports).toHaveLength(1);
  });
});

describe("an undone verdict", () => {
  it("is told to nobody, even if its time is announced late and often; the next one is", async () => {
    const [analyst] = await reviewers();
    const { told, types } = await follower(analyst.organizationId);
    const { transactionId: id } = await underReview(analyst.organizationId);
    await decide(analyst, id, "BLOCKED", { reason: "A slip" });
    const verdictId = (await reviewOf(analyst, id)).verdict?.id ?? "";
    const answer = await undo(analyst, id);
    expect(answer.status).toBe(200);
    expect(await bodyOf(answer)).toMatchObject({
      state: "claimed",
      assignee: analyst.userId,
      verdict: null,
      notes: [{ kind: "withdrawn", note: "A slip" }],
    });
    const event = {
      type: "antifraud.verdicts_due" as const,
      organizationId: analyst.organizationId,
      verdicts: [{ transactionId: id, verdictId }],
    };
    await tellVerdicts(later(), [event, event]);
    expect(await detailOf(analyst, id)).toMatchObject({ final_decision: "UNDER_REVIEW", reports: [] });
    await refused(await undo(analyst, id), 409, "antifraud.verdict_not_undoable");
    await decide(analyst, id, "APPROVED");
    await tellVerdicts(later(), [event]);
    expect((await detailOf(analyst, id)).reports).toEqual([]);
    await toldOf(analyst, id);
    await expect.poll(types, { timeout: 10_000 }).toEqual(["transaction.labelled", "transaction.reviewed"]);
    expect((await told()).map(({ data }) => data.decision ?? data.is_fraud).sort()).toEqual(["APPROVED", false].sort());
    expect((await auditOfPayment(analyst.organizationId, id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["transaction.decision_overridden", "transaction.verdict_undone"]),
    );
  });

  it("is too late once it was told, and nobody else's to take back", async () => {
    const [one, other] = await reviewers(1);
    const { transactionId: id } = await underReview(one.organizationId);
    await refused(await undo(one, id), 409, "antifraud.verdict_not_undoable");
    await decide(one, id, "BLOCKED");
    await refused(await undo(other!, id), 409, "antifraud.verdict_not_undoable");
    await toldOf(one, id);
    await refused(await undo(one, id), 409, "antifraud.verdict_not_undoable");
    expect(await detailOf(one, id)).toMatchObject({ final_decision: "BLOCKED", reports: [{ source: "review" }] });
  });

  it("and its announcement at the same time leave one of the two", async () => {
    const [analyst] = await reviewers();
    for (let i = 0; i < 8; i++) {
      const { transactionId: id } = await underReview(analyst.organizationId);
      await decide(analyst, id, "BLOCKED");
      const [answer] = await Promise.all([undo(analyst, id), toldOf(analyst, id), toldOf(analyst, id)]);
      const { state } = await reviewOf(analyst, id);
      const { reports } = await detailOf(analyst, id);
      expect([answer.status, state, reports.length]).toEqual(
        answer.status === 200 ? [200, "claimed", 0] : [409, "closed", 1],
      );
    }
  });

  it("is announced again later where the queue was early", async () => {
    const [analyst] = await reviewers();
    const { transactionId: id } = await underReview(analyst.organizationId);
    const send = vi.spyOn(env.EVENTS, "send").mockResolvedValue(undefined as never);
    await decide(analyst, id, "BLOCKED");
    await toldOf(analyst, id, 1, createPlatform(env));
    const announced = send.mock.calls
      .map(([message]) => message)
      .filter((text) => String(text).includes("verdicts_due"));
    expect(announced).toEqual([announced[0], announced[0]]);
    expect((await detailOf(analyst, id)).reports).toEqual([]);
  });
});

describe("a batch", () => {
  const batch = (caller: { token: string }, body: object) => api(caller).post("/api/antifraud/reviews/batch", body);
  type Results = { results: { transaction_id: string; status: string; code: string | null; detail: string | null }[] };

  it("does to each what it can, and says of each why it could not", async () => {
    const [one, other] = await reviewers(1);
    const [stranger] = await reviewers();
    const { organizationId } = one;
    const [free, mine, held, done] = await Promise.all(Array.from({ length: 4 }, () => underReview(organizationId)));
    const approved = await underReview(organizationId, { decision: "APPROVED" });
    const foreign = await underReview(stranger.organizationId);
    await claim(one, mine!.transactionId);
    await claim(other!, held!.transactionId);
    await decide(other!, done!.transactionId, "APPROVED");
    const ids = [free!, mine!, held!, done!, approved, foreign].map(({ transactionId }) => transactionId);
    const answer = await batch(one, { action: "block", transaction_ids: [...ids, "nobody"], comment: "A ring" });
    expect(answer.status).toBe(200);
    const { results } = await bodyOf<Results>(answer);
    expect(results.map(({ transaction_id }) => transaction_id)).toEqual([...ids, "nobody"]);
    expect(results.map(({ status, code }) => code ?? status)).toEqual([
      "done",
      "done",
      "antifraud.review_held",
      "antifraud.review_closed",
      "antifraud.review_not_found",
      "antifraud.transaction_not_found",
      "antifraud.transaction_not_found",
    ]);
    expect(results[2]?.detail).toContain(other!.userId);
    expect(await reviewOf(one, ids[0]!)).toMatchObject({
      state: "closed",
      verdict: { decision: "BLOCKED", outcome: "confirmed_fraud" },
      notes: [{ kind: "verdict", note: "A ring" }],
    });
    expect(await reviewOf(other!, ids[2]!)).toMatchObject({ state: "claimed", notes: [] });
    expect(await reviewOf(stranger, ids[5]!)).toMatchObject({ state: "open" });
    for (const id of ids.slice(0, 2)) {
      await toldOf(one, id);
      expect((await detailOf(one, id)).reports).toMatchObject([{ note: "A ring", is_fraud: true }]);
      expect(await auditOfPayment(organizationId, id, "transaction.decision_overridden")).toHaveLength(1);
    }
    const again = await bodyOf<Results>(
      await batch(one, { action: "block", transaction_ids: ids.slice(0, 2), comment: "A ring" }),
    );
    expect(again.results.map(({ status }) => status)).toEqual(["done", "done"]);
    expect(await auditOfPayment(organizationId, ids[0]!, "transaction.decision_overridden")).toHaveLength(1);
  });

  it("of a hundred is one step, also under an Idempotency-Key", async () => {
    const [one] = await reviewers();
    const events = await Promise.all(Array.from({ length: 100 }, () => underReview(one.organizationId)));
    const transaction_ids = events.map(({ transactionId }) => transactionId);
    const keyed = api(one, { headers: { "idempotency-key": "batch-1" } });
    const body = { action: "approve", transaction_ids, comment: "A known campaign" };
    const [first, again] = [
      await keyed.post("/api/antifraud/reviews/batch", body),
      await keyed.post("/api/antifraud/reviews/batch", body),
    ];
    expect([first.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
    expect((await bodyOf<Results>(first)).results.every(({ status }) => status === "done")).toBe(true);
    const kept = await env.DB.prepare(
      "SELECT count(*) AS n FROM audit_events WHERE organization_id = ? AND action = 'transaction.decision_overridden'",
    )
      .bind(one.organizationId)
      .first<{ n: number }>();
    expect(kept?.n).toBe(100);
    expect((await queueOf(one)).data).toEqual([]);
  });

  it("assigns to a colleague who may review, and claims where that is oneself", async () => {
    const [one, other] = await reviewers(1);
    const viewer = await given.colleague(one.organizationId, "viewer");
    const events = await Promise.all([1, 2].map(() => underReview(one.organizationId)));
    const transaction_ids = events.map(({ transactionId }) => transactionId);
    await refused(
      await batch(one, { action: "assign", transaction_ids, assignee: viewer.userId }),
      422,
      "antifraud.reviewer_not_permitted",
    );
    await claim(other!, transaction_ids[1]!);
    const { results } = await bodyOf<Results>(
      await batch(one, { action: "assign", transaction_ids, assignee: one.userId }),
    );
    expect(results.map(({ status }) => status)).toEqual(["done", "refused"]);
    expect((await queueOf(one, "?assignee=me&state=claimed")).data).toHaveLength(1);
    await batch(one, { action: "assign", transaction_ids: transaction_ids.slice(0, 1), assignee: other!.userId });
    expect(await reviewOf(one, transaction_ids[0]!)).toMatchObject({ assignee: other!.userId, state: "open" });
  });

  it("is refused whole where it cannot be read, or names one twice", async () => {
    const [one] = await reviewers();
    const { transactionId: id } = await underReview(one.organizationId);
    for (const body of [
      { action: "block", transaction_ids: [id, id], comment: "x" },
      { action: "block", transaction_ids: [], comment: "x" },
      { action: "block", transaction_ids: Array.from({ length: 101 }, (_, i) => `t${i}`), comment: "x" },
      { action: "block", transaction_ids: [id] },
      { action: "block", transaction_ids: [id], comment: "x", outcome: "false_positive" },
      { action: "delete", transaction_ids: [id], comment: "x" },
    ])
      expect((await batch(one, body)).status, JSON.stringify(body).slice(0, 80)).toBe(422);
    expect(await reviewOf(one, id)).toMatchObject({ state: "open" });
  });
});
