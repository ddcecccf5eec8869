import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { Transaction } from "../../../workers/antifraud/schemas.ts";
import { submitTransaction } from "../../../workers/antifraud/submit-transaction.ts";
import type { Caller } from "../../../workers/platform/caller.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { warmed } from "../../support/aggregates.ts";
import { api } from "../../support/api.ts";
import { finished, projectedCount } from "../../support/backtests.ts";
import { given } from "../../support/given.ts";
import { entered, listed } from "../../support/lists.ts";
import { inParallel } from "../../support/parallel.ts";
import { putRule, ruleDraft, ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

const DECISIONS = 10_000;
const PHASES = 10;
const PEOPLE = 250;

/** A draw between 0 and 1 that is the same in every run. */
let seed = 20_261_127;
function draw(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}
const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;

const startedAt = Date.now();
const places = [
  { country: "UZ", city: "Tashkent", lat: 41.2995, lon: 69.2401 },
  { country: "UZ", city: "Samarkand", lat: 39.6542, lon: 66.9597 },
  { country: "AE", city: "Dubai", lat: 25.2048, lon: 55.2708 },
  { country: "TR" },
] as const;

/** Payments of people with habits, some of whom are somebody else: odd amounts, countries and devices. */
function drawPayment(i: number): Transaction {
  const person = Math.floor(draw() * PEOPLE);
  const isOdd = draw() < 0.08;
  const currency = pick(["UZS", "USD", "KWD"] as const);
  const dollars = (isOdd ? 3000 : 30) * draw() * draw() + 0.01;
  const amount = dollars * { UZS: 12_000, USD: 1, KWD: 0.3 }[currency];
  return payment({
    transaction_id: `equal-${i}`,
    user_id: `user-${person}`,
    amount: pick([Math.ceil(amount * 100) / 100, Math.max(amount, 0.01), Math.ceil(amount)]),
    currency,
    merchant: `merchant ${Math.floor(40 * draw() * draw())}`,
    merchant_category: pick(["Groceries", "Electronics", "Fuel"]),
    device_id: `device-${isOdd ? Math.floor(draw() * 5000) : person}`,
    ip_address: `10.0.${person >> 3}.${isOdd ? Math.floor(draw() * 250) : person % 8}`,
    location: isOdd ? pick(places) : places[person % 2]!,
    timestamp: new Date(startedAt - (DECISIONS - i) * 3000).toISOString(),
    metadata: {
      card_fingerprint: `fp-${person}`,
      ...(draw() < 0.7 && { payment_method: pick(["card", "wallet", "transfer"]) }),
      ...(draw() < 0.03 && { issuer_response: "declined" as const }),
    },
  });
}

it(`decides ${DECISIONS} live payments again as they were decided, to the bit, though rules changed on the way`, {
  timeout: 600_000,
}, async () => {
  const analyst = await given.person("antifraud_manager");
  const { organizationId } = analyst;
  const platform = createPlatform(env);
  const caller = { kind: "api_key", id: "key", organizationId } as Caller;
  const conditions = (field: string, operator: string, value: unknown) => ({ [field]: { operator, value } });
  const often = await ruled(analyst, {
    name: "Often",
    notify: [],
    action: "REVIEW",
    conditions: conditions("payer_count_24h", "greater_than", 12),
  });
  // Both turn on what rounding takes away: the last digits of a feature, and of an amount finer than its coins.
  const lastDigits = { modulo: [{ multiply: [{ field: "payer_age_days" }, 1e9] }, 2] };
  const inHundredths = { divide: [{ round: { multiply: [{ field: "amount_local" }, 100] } }, 100] };
  for (const condition of [{ gt: [lastDigits, 1] }, { ne: [{ field: "amount_local" }, inHundredths] }])
    await ruled(analyst, {
      name: "Fine",
      notify: [],
      action: "REVIEW",
      conditions: undefined,
      expression: { and: [{ gt: [{ field: "amount" }, 10] }, condition] },
    });
  await warmed(analyst, { name: "card_spread", statistic: "stddev", window: "24h" });
  // Blocks so much that its breaker trips.
  const wallets = { rule_id: "rule_wallets" };
  const held: Record<string, string> = {};
  /** What happens to rules and lists before each phase. */
  const changes: Record<number, () => Promise<unknown>> = {
    1: () =>
      ruled(analyst, {
        ...wallets,
        name: "Wallets",
        notify: [],
        action: "BLOCK",
        conditions: conditions("payment_method", "in", ["wallet", "transfer"]),
      }),
    2: () =>
      putRule(
        analyst,
        often.rule_id,
        ruleDraft({ conditions: conditions("payer_sum_24h", "greater_than", 100.1), action: "REVIEW" }),
      ),
    3: () => api(analyst).send("PUT", "/api/antifraud/rules/policy", { allow_first: true }),
    4: () =>
      ruled(analyst, {
        name: "Ours",
        action: "ALLOW",
        conditions: undefined,
        expression: { lt: [{ divide: [{ field: "amount_local" }, { field: "payer_mean_30d" }] }, 1.5] },
      }),
    5: () =>
      ruled(analyst, {
        name: "Seen only",
        state: "shadow",
        action: "BLOCK",
        conditions: conditions("country", "equals", "UZ"),
      }),
    6: async () => {
      await api(analyst).delete(`/api/antifraud/rules/${often.rule_id}`);
      const isWide = { gt: [{ field: "amount" }, { multiply: [{ field: "agg.card_spread" }, 1.7] }] };
      await ruled(analyst, { name: "Wide", notify: [], action: "REVIEW", conditions: undefined, expression: isWide });
    },
    7: async () => {
      await api(analyst).send("PUT", "/api/antifraud/rules/policy", { allow_first: false });
      await ruled(analyst, {
        name: "For some",
        notify: [],
        state: "canary",
        canary_percent: 40,
        action: "BLOCK",
        conditions: conditions("merchant", "equals", "merchant 1"),
      });
      for (let person = 0; person < PEOPLE; person += 5) {
        const snooze = { user_id: `user-${person}`, days: 30, comment: "Always pays so" };
        await api(analyst).post(`/api/antifraud/rules/${wallets.rule_id}/snoozes`, snooze);
      }
    },
    8: async () => {
      for (const [kind, subject_type, value] of [
        ["block", "merchant", "merchant 2"],
        ["watch", "user", "user-7"],
        ["allow", "card", "fp-8"],
        ["watch", "device", "device-9"],
      ] as const) {
        const { list_id } = await listed(analyst, { kind, subject_type });
        await entered(analyst, list_id, value);
        held[subject_type] = list_id;
      }
      const isHeld = { in: [{ field: "merchant" }, { list: held.merchant }] };
      const pays = { in: [{ field: "user_id" }, ["user-10", "user-11", "user-12"]] };
      const expression = { or: [isHeld, pays, { eq: [{ field: "device_id" }, "device-13"] }] };
      await ruled(analyst, { name: "Asks lists", notify: [], action: "REVIEW", conditions: undefined, expression });
    },
    9: async () => {
      await api(analyst).delete(`/api/antifraud/lists/${held.device}`);
      await entered(analyst, held.user!, "user-14");
    },
  };
  const live = { APPROVED: 0, UNDER_REVIEW: 0, BLOCKED: 0 };
  for (let phase = 0; phase < PHASES; phase++) {
    await changes[phase]?.();
    const each = DECISIONS / PHASES;
    const sent = Array.from({ length: each }, (_, i) => drawPayment(phase * each + i));
    await inParallel(sent, 32, async (transaction) => {
      const answer = JSON.parse(await submitTransaction(platform, caller, transaction)) as {
        decision: keyof typeof live;
      };
      live[answer.decision]++;
    });
  }
  await projectedCount(organizationId, DECISIONS);
  const { result, progress } = await finished(analyst);
  expect(progress).toEqual({ decisions: DECISIONS, processed: DECISIONS });
  expect(result).toMatchObject({
    replayed: DECISIONS,
    not_replayed: [],
    details_forgotten: 0,
    decisions_changed: 0,
    scores_changed: 0,
  });
  for (const [decision, payments] of Object.entries(live)) {
    expect(payments, decision).toBeGreaterThan(DECISIONS / 100);
    expect(result.decisions).toContainEqual(expect.objectContaining({ live: decision, backtest: decision, payments }));
  }
  const happened = async (where: string) =>
    (
      await env.DB.prepare(`SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ? AND ${where}`)
        .bind(organizationId)
        .first<{ n: number }>()
    )?.n;
  for (const where of [
    "evidence ->> '$.tripped' IS NOT NULL",
    "evidence ->> '$.rules.snoozed' IS NOT NULL",
    "evidence ->> '$.rules.shadow_hit' IS NOT NULL",
    "evidence ->> '$.amountLocal' IS NOT NULL",
    "evidence ->> '$.aggregates.card_spread@1' > 0",
    ...["block", "watch", "allow"].map((kind) => `evidence ->> '$.lists.held' LIKE '%"${kind}"%'`),
  ])
    expect(await happened(where), where).toBeGreaterThan(0);
  const without = await finished(analyst, { remove: [often.rule_id], allow_first: false });
  expect(without.result.decisions_changed).toBeGreaterThan(0);
});
