import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import { hashOf } from "../../workers/antifraud/signals/payment.ts";
import { fraudPatterns } from "./simulator/fraud/index.ts";
import { honestDay } from "./simulator/honest-day.ts";
import { toTransaction } from "./simulator/wire.ts";
import { buildWorld, DAY, type Draft, isActive, type Pattern, type World } from "./simulator/world.ts";

export type SimulationOptions = {
  seed: number;
  days: number;
  customers: number;
  /** Epoch milliseconds of the first midnight in Tashkent. */
  startAt: number;
  /** Part of all payments that is fraud; 0.01 unless told. */
  fraudShare?: number;
  /** Whether customers and thieves behave as in `simulator/behaviour.ts` after the drift; false unless told. */
  drifted?: boolean;
};

export type SimulatedEvent = {
  transaction: Transaction;
  label: 0 | 1;
  pattern: Pattern | null;
  /** When a fraud becomes known, epoch milliseconds. */
  labelledAt: number | null;
};

/** Midnight of 2025-06-01 in Tashkent, from which simulations count unless told otherwise. */
export const DEFAULT_START = Date.parse("2025-06-01T00:00:00+05:00");

const DAYS_REMEMBERED = 6;

/** The payments of a bank's customers and of those who steal from them, in time order; the same options give the same events. */
export function* simulate({ fraudShare = 0.01, ...options }: SimulationOptions): Generator<SimulatedEvent> {
  const world = buildWorld(options);
  const calendar: Draft[][] = Array.from({ length: options.days }, () => []);
  const owed = fraudPatterns.map(() => 0);
  let count = 0;
  for (let day = 0; day < options.days; day++) {
    let honest = 0;
    for (const customer of world.customers) {
      if (!isActive(customer, day)) continue;
      const drafts = honestDay(world, customer, day);
      honest += drafts.length;
      customer.paid += drafts.length;
      enter(calendar, world, drafts);
      for (const { merchant } of drafts) world.visits.push({ merchant: merchant.name, customer, day });
    }
    world.visits = world.visits.filter((visit) => visit.day > day - DAYS_REMEMBERED);
    fraudPatterns.forEach(({ share, payments, launch }, i) => {
      owed[i]! += (honest * fraudShare * share) / (1 - fraudShare);
      for (let tries = 0; owed[i]! > payments / 2 && tries < 100; tries++) {
        const drafts = launch(world, day);
        owed[i]! -= drafts.length;
        enter(calendar, world, drafts);
      }
    });
    const today = calendar[day]!.sort((a, b) => a.at - b.at);
    for (const draft of today) {
      const id = `sim-${options.seed.toString(36)}-${(count++).toString(36)}`;
      const transaction = toTransaction(draft, id, world.random);
      const { pattern } = draft;
      const labelledAt = pattern === null ? null : Math.round(draft.at) + reportDelay(id);
      yield { transaction, label: pattern === null ? 0 : 1, pattern, labelledAt };
    }
    calendar[day] = [];
  }
}

/**
 * How long it takes until a fraud is known: half of them within two days, when the owner calls or an analyst looks; the
 * others come as chargebacks after five to thirty days. By a hash, so that it leaves the rest of the simulation as it is.
 */
function reportDelay(id: string): number {
  const share = (hashOf(id) % 10_000) / 10_000;
  return share < 0.5 ? (share / 0.5) ** 2 * 2 * DAY : (5 + ((share - 0.5) / 0.5) ** 2 * 25) * DAY;
}

/** Enters payments on the days on which they fall; what falls after the end never happens. */
function enter(calendar: Draft[][], world: World, drafts: Draft[]): void {
  for (const draft of drafts) calendar[Math.floor((draft.at - world.startAt) / DAY)]?.push(draft);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      days: { type: "string", default: "60" },
      customers: { type: "string", default: "2000" },
      "fraud-share": { type: "string", default: "0.01" },
      drifted: { type: "boolean", default: false },
      start: { type: "string", default: new Date(DEFAULT_START).toISOString() },
      out: { type: "string" },
    },
  });
  const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
  const events = simulate({
    seed: Number(values.seed),
    days: Number(values.days),
    customers: Number(values.customers),
    startAt: Date.parse(values.start),
    fraudShare: Number(values["fraud-share"]),
    drifted: values.drifted,
  });
  let lines = "";
  for (const event of events) {
    lines += `${JSON.stringify(event)}\n`;
    if (lines.length < 1 << 20) continue;
    if (!out.write(lines)) await once(out, "drain");
    lines = "";
  }
  if (!out.write(lines)) await once(out, "drain");
}
