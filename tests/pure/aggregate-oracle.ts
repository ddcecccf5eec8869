import type { AggregateDefinition } from "../../workers/antifraud/aggregates/definition.ts";
import type { PaymentFacts } from "../../workers/antifraud/describe-payment.ts";
import type { Test } from "../../workers/antifraud/rule-language/from-conditions.ts";
import type { Payment } from "../../workers/antifraud/signals/payment.ts";

/** A payment with what its sender said of it. */
export type Told = { payment: Payment; facts: PaymentFacts };

/** The plainest reading of a definition, over everything that ever happened: in whole tiles, in dollars, in clear text. */
export function countNaively(definition: AggregateDefinition, history: readonly Told[], at: number, tileMs: number) {
  const end = at - definition.delayMs;
  const inside = history.filter(({ payment, facts }) => {
    const tile = Math.floor(payment.at / tileMs);
    const isBefore = definition.delayMs === 0 ? tile <= Math.floor(end / tileMs) : tile < Math.floor(end / tileMs);
    const isAfter = tile >= Math.floor((end - definition.windowMs) / tileMs);
    return isBefore && isAfter && passes(definition, payment, facts);
  });
  const amounts = inside.map(({ payment }) => payment.cents / 100);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const mean = sum / amounts.length;
  const met = new Set(inside.map((told) => otherOf(definition, told)).filter((other) => other !== null));
  const value = {
    count: amounts.length,
    sum,
    avg: amounts.length === 0 ? null : mean,
    min: amounts.length === 0 ? null : Math.min(...amounts),
    max: amounts.length === 0 ? null : Math.max(...amounts),
    distinct: met.size,
    stddev:
      amounts.length < 2
        ? null
        : Math.sqrt(amounts.reduce((total, amount) => total + (amount - mean) ** 2, 0) / (amounts.length - 1)),
  }[definition.statistic];
  return { value, others: met.size };
}

function otherOf({ of }: AggregateDefinition, { payment, facts }: Told): unknown {
  return {
    amount: null,
    users: payment.user,
    cards: payment.hasCard ? payment.payer : null,
    devices: payment.device,
    ips: payment.ip,
    merchants: facts.merchant,
    countries: facts.country,
    categories: facts.merchant_category === "" ? null : facts.merchant_category,
  }[of ?? "amount"];
}

function passes({ filter }: AggregateDefinition, payment: Payment, facts: PaymentFacts): boolean {
  if (!filter?.outcome && payment.outcome === "failed") return false;
  const values: Record<string, unknown> = {
    ...facts,
    is_international: facts.isInternational ?? (facts.country === null ? null : facts.country !== "UZ"),
    outcome: payment.outcome === "attempted" ? "accepted" : payment.outcome,
  };
  return Object.entries(filter ?? {}).every(([field, test]) => holds(values[field] ?? null, test));
}

function holds(value: unknown, { operator, value: wanted }: Test): boolean {
  if (operator === "exists") return (value !== null) === wanted;
  if (value === null) return false;
  const among = Array.isArray(wanted) ? (wanted as unknown[]) : [];
  switch (operator) {
    case "equals":
      return value === wanted;
    case "not_equals":
      return value !== wanted;
    case "in":
      return among.includes(value);
    case "not_in":
      return !among.includes(value);
    case "between":
      return Number(value) >= Number(among[0]) && Number(value) <= Number(among[1]);
    case "less_than":
      return Number(value) < Number(wanted);
    default:
      throw new Error(`Not asked for here: ${operator}`);
  }
}
