import { describe, expect, it } from "vitest";
import { demoPayment } from "../../workers/antifraud/demo/demo-payment.ts";
import { ordinaryWeeks } from "../../workers/antifraud/demo/ordinary-weeks.ts";
import { stagedDecisions } from "../../workers/antifraud/sandbox/amounts.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { everythingOf } from "../support/tenants.ts";

type Answer = { decision: string; risk_score: number; ml_model_version: string; processing_time_ms: number };

const english = { headers: { "accept-language": "en" } };
const path = (query: Record<string, unknown>) =>
  `/api/antifraud/demo/decision?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
const ask = (query: Record<string, unknown>) => api(undefined, english).get(path(query));
const withoutTime = ({ processing_time_ms: _, ...rest }: Answer) => rest;

describe("a stranger's try", () => {
  it("gets what an organisation would, whose customer did the same", async () => {
    const choices = [
      { amount: 184_000, place: "tashkent", device: "own" },
      { amount: 5_000_000, place: "dubai", device: "own" },
      { amount: 5_000_000, place: "dubai", device: "new" },
      { amount: 900_000_000, place: "dubai", device: "new" },
    ] as const;
    const organizations = await Promise.all(choices.map(() => given.apiKey(["write:transactions"])));
    for (const [index, choice] of choices.entries()) {
      const caller = api(organizations[index]!, english);
      for (const payment of ordinaryWeeks()) expect((await caller.submit(payment)).status).toBe(200);
      const submitted = await bodyOf<Answer>(await caller.submit(demoPayment(choice)));
      expect(withoutTime(await bodyOf<Answer>(await ask(choice)))).toEqual(withoutTime(submitted));
    }
  }, 60_000);

  it("is decided by the amount where the sandbox says so", async () => {
    for (const { amount, decision, score, version } of stagedDecisions)
      expect(await bodyOf(await ask({ amount, place: "tashkent", device: "own" }))).toMatchObject({
        decision,
        risk_score: score,
        ml_model_version: version,
      });
  });

  it("gets the same answer however often it is made, and nothing is kept of it", async () => {
    const before = await everythingOf("org_demo_test");
    const choice = { amount: 7_000_000, place: "dubai", device: "new" };
    const answers = await Promise.all(Array.from({ length: 5 }, async () => bodyOf<Answer>(await ask(choice))));
    for (const answer of answers) expect(withoutTime(answer)).toEqual(withoutTime(answers[0]!));
    expect(await everythingOf("org_demo_test")).toEqual(before);
  });

  it.each([
    [{ amount: 999, place: "tashkent", device: "own" }, ["amount"]],
    [{ amount: 1e12, place: "tashkent", device: "own" }, ["amount"]],
    [{ amount: "8600123456789012", place: "tashkent", device: "own" }, ["amount"]],
    [{ amount: 1.5, place: "tashkent", device: "own" }, ["amount"]],
    [{ amount: 5000, place: "<script>", device: "" }, ["place", "device"]],
    [{ amount: 5000, place: "tashkent", device: "own", merchant: "any" }, ["merchant"]],
    [{}, ["amount", "place", "device"]],
  ])("is refused with the names of what is wrong, not its values (%j)", async (query, wrong) => {
    const answer = await ask(query);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    const { code, errors } = JSON.parse(text) as { code: string; errors: { path: string }[] };
    expect(code).toBe("request.invalid");
    expect(errors.map((error) => error.path)).toEqual(wrong);
    expect(text).not.toContain("8600123456789012");
    expect(text).not.toContain("<script>");
  });

  it("is slowed from an address that floods", async () => {
    const headers = { "cf-connecting-ip": "198.51.100.77" };
    const flood = { amount: 5000, place: "tashkent", device: "own" };
    // Twice what a minute allows, and more: the minute may turn meanwhile.
    const statuses = await Promise.all(
      Array.from({ length: 500 }, async () => (await api(undefined, { headers }).get(path(flood))).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});
