import { monthlyPriceOf, usagePriceOf } from "#billing";
import { type FieldError, invalidRequest } from "#platform/problem";
import type { RoiEstimate, RoiQuery } from "./roi-schemas.ts";

/**
 * What the products would bring somebody with such figures: the same figures always give the same answer. A return below zero is a
 * return too. Money in US dollars, to the cent.
 */
export function estimateRoi(query: RoiQuery): RoiEstimate {
  const errors = contradictionsIn(query);
  if (errors.length > 0) throw invalidRequest({ errors });
  const { months, setup_cost, calls, review_cost } = query;
  const agentCost = query.agent_hourly_cost ?? 0;
  const callSavings = calls * query.automated_share * (query.minutes_per_call / 60) * agentCost;
  const fraudSavings = query.fraud_loss * query.stopped_share;
  const price = priceOf(query);
  const net = callSavings + fraudSavings - review_cost - price;
  const savings = (callSavings + fraudSavings - review_cost) * months;
  const cost = price * months + setup_cost;
  return {
    months,
    formula: FORMULA,
    inputs: query,
    monthly: {
      call_savings: toCents(callSavings),
      fraud_savings: toCents(fraudSavings),
      review_cost: toCents(review_cost),
      price: toCents(price),
      net: toCents(net),
    },
    total: { savings: toCents(savings), cost: toCents(cost), net: toCents(savings - cost) },
    roi: cost === 0 ? null : (savings - cost) / cost,
    payback_months: net > 0 ? setup_cost / net : null,
  };
}

const FORMULA =
  "((calls * automated_share * minutes_per_call / 60 * agent_hourly_cost + fraud_loss * stopped_share - review_cost) * months - cost) / cost, cost = price * months + setup_cost";

/** What the figures cost a month: as told, by a plan, or by the published prices of use. */
function priceOf({ monthly_price, plan, calls, transactions }: RoiQuery): number {
  if (monthly_price !== undefined) return monthly_price;
  if (plan !== undefined) return monthlyPriceOf(plan) ?? 0;
  return usagePriceOf({ ...(calls > 0 && { calls }), ...(transactions > 0 && { transactions }) });
}

function contradictionsIn(query: RoiQuery): FieldError[] {
  const { calls, transactions, fraud_loss, agent_hourly_cost, plan, monthly_price } = query;
  return [
    ...(calls === 0 && transactions === 0
      ? [{ path: "calls", message: "Say how many calls or transactions there are in a month" }]
      : []),
    ...(calls > 0 && agent_hourly_cost === undefined
      ? [{ path: "agent_hourly_cost", message: "Is needed where there are calls" }]
      : []),
    ...(fraud_loss > 0 && transactions === 0
      ? [{ path: "transactions", message: "Are needed where fraud is lost to" }]
      : []),
    ...(plan !== undefined && monthly_price !== undefined
      ? [{ path: "plan", message: "Send either plan or monthly_price" }]
      : []),
  ];
}

const toCents = (dollars: number): number => Math.round(dollars * 100) / 100;
