import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { openReviews } from "../../workers/antifraud/review/open-reviews.ts";
import type { ReviewDetail, ReviewItem } from "../../workers/antifraud/review/schemas.ts";
import { tellVerdicts } from "../../workers/antifraud/review/tell-verdicts.ts";
import { UNDO_MS } from "../../workers/antifraud/review/words.ts";
import type { DecisionMade } from "../../workers/platform/events.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "./api.ts";
import { decided, projected, sealed } from "./decided.ts";
import { given } from "./given.ts";

type Caller = { token: string };
type Person = Awaited<ReturnType<typeof given.person>>;

export const at = (id: string, rest = "/review") => `/api/antifraud/transactions/${id}${rest}`;

/** An organisation with a reviewer, and so many colleagues who may review as well. */
export async function reviewers(colleagues = 0): Promise<[Person, ...Person[]]> {
  const first = await given.person("antifraud_manager");
  const others: Person[] = [];
  for (let i = 0; i < colleagues; i++) others.push(await given.colleague(first.organizationId, "antifraud_manager"));
  return [first, ...others];
}

type Draft = {
  score?: number;
  amountUsdCents?: number;
  at?: number;
  userId?: string;
  decision?: DecisionMade["decision"];
};

/** A payment that was decided and told of, as the queue tells of it. */
export async function underReview(organizationId: string, draft: Draft = {}): Promise<DecisionMade> {
  const {
    score = 650,
    decision = "UNDER_REVIEW",
    at: time = Date.now(),
    userId = "user",
    amountUsdCents = 100,
  } = draft;
  const [event] = await sealed([
    {
      ...decided(organizationId, { at: time, decision, score }),
      userId,
      payer: `user:${organizationId}:${userId}`,
      amountUsdCents,
    },
  ]);
  await projected([event!]);
  await openReviews(createPlatform(env), [event!]);
  return event!;
}

export const claim = (caller: Caller, id: string, body: object = {}) => api(caller).post(at(id), body);
export const decide = (caller: Caller, id: string, decision: string, more: object = {}) =>
  api(caller).send("PUT", at(id, "/decision"), { decision, reason: "Looked at it", ...more });
export const reviewOf = async (caller: Caller, id: string) => bodyOf<ReviewDetail>(await api(caller).get(at(id)));
export const queueOf = async (caller: Caller, query = "") =>
  bodyOf<{ data: ReviewItem[]; next_cursor: string | null }>(await api(caller).get(`/api/antifraud/reviews${query}`));

/** Answers that are refused for a reason. */
export async function refused(answer: Response, status: number, code: string): Promise<string> {
  const problem = await bodyOf<{ code: string; detail?: string }>(answer);
  expect([answer.status, problem.code]).toEqual([status, code]);
  return problem.detail ?? "";
}

/** A platform whose real clock is so far ahead; by itself past the time to undo. */
export const later = (ms = UNDO_MS + 1000) => createPlatform(env, { now: () => Date.now() + ms });

/** Tells of the verdict on a payment as the queue does when its time to undo is over; as often as it is asked to. */
export async function toldOf(caller: Caller & { organizationId: string }, id: string, times = 1, platform = later()) {
  const verdictId = (await reviewOf(caller, id)).verdict?.id ?? "";
  const verdicts = [{ transactionId: id, verdictId }];
  const event = { type: "antifraud.verdicts_due" as const, organizationId: caller.organizationId, verdicts };
  for (let i = 0; i < times; i++) await tellVerdicts(platform, [event]);
  return event;
}

/** What the audit log has of a payment: actions and changes in order. */
export async function auditOfPayment(organizationId: string, id: string, action?: string) {
  const { results } = await env.DB.prepare(
    "SELECT actor, action, changes FROM audit_events WHERE organization_id = ? AND target = ? ORDER BY created_at, id",
  )
    .bind(organizationId, id)
    .all<{ actor: string; action: string; changes: string | null }>();
  return results.filter((row) => action === undefined || row.action === action);
}
