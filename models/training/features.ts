import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { describePayment } from "../../workers/antifraud/describe-payment.ts";
import { gatherFeatures } from "../../workers/antifraud/gather-features.ts";
import {
  addToEntity,
  type EntityState,
  emptyEntity,
  kindOf,
  observedEntities,
  readEntity,
} from "../../workers/antifraud/observe-entity.ts";
import type { Transaction } from "../../workers/antifraud/schemas.ts";
import { type Features, featureNames } from "../../workers/antifraud/signals/features.ts";
import { addToPayer } from "../../workers/antifraud/signals/payer.ts";
import { usdPerUnit } from "../../workers/platform/money.ts";
import { DEFAULT_START, type SimulatedEvent, simulate } from "./simulate.ts";

const ORGANIZATION = "org_training";

/** The activity of every entity, in memory: what the Durable Objects hold in service. */
export type Activity = Map<string, EntityState>;

/**
 * The features that the service would have computed for a transaction, in the order of the service: the observed entities
 * answer and count it first, the payer answers, then counts it. A decline is taken from `issuer_response` alone; in service
 * a payment that we block counts as declined too.
 */
export function replay(activity: Activity, transaction: Transaction): Partial<Features> {
  const brief = describePayment(ORGANIZATION, transaction, usdPerUnit(transaction.currency) ?? 0);
  const observed: Partial<Features> = {};
  for (const { name } of observedEntities(brief)) {
    const state = entity(activity, name);
    Object.assign(observed, readEntity(state, brief.payment));
    addToEntity(state, brief.payment);
  }
  const payer = entity(activity, brief.entities.payer);
  if (!("payer" in payer)) throw new TypeError(`${brief.entities.payer} is no payer`);
  const features = gatherFeatures(brief, payer.payer, observed);
  addToPayer(payer.payer, brief.payment);
  return features;
}

function entity(activity: Activity, name: string): EntityState {
  const known = activity.get(name);
  if (known) return known;
  const made = emptyEntity(kindOf(name));
  activity.set(name, made);
  return made;
}

/** One line of the matrix; an empty cell is a missing feature. */
export function toRow({ transaction, label, pattern }: SimulatedEvent, features: Partial<Features>): string {
  let row = `${Date.parse(transaction.timestamp)},${label},${pattern ?? ""},${transaction.transaction_id}`;
  for (const name of featureNames) row += `,${features[name] ?? ""}`;
  return row;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      days: { type: "string", default: "60" },
      customers: { type: "string", default: "2000" },
      "warmup-days": { type: "string", default: "14" },
      "fraud-share": { type: "string", default: "0.01" },
      out: { type: "string", default: "matrix.csv" },
    },
  });
  const options = {
    seed: Number(values.seed),
    days: Number(values.days),
    customers: Number(values.customers),
    startAt: DEFAULT_START,
    fraudShare: Number(values["fraud-share"]),
  };
  const from = DEFAULT_START + Number(values["warmup-days"]) * 24 * 3_600_000;
  const out = createWriteStream(values.out);
  const activity: Activity = new Map();
  const began = performance.now();
  let count = 0;
  let lines = `at,label,pattern,transaction_id,${featureNames.join(",")}\n`;
  for (const event of simulate(options)) {
    count++;
    const features = replay(activity, event.transaction);
    if (Date.parse(event.transaction.timestamp) < from) continue;
    lines += `${toRow(event, features)}\n`;
    if (lines.length < 1 << 20) continue;
    if (!out.write(lines)) await once(out, "drain");
    lines = "";
  }
  out.end(lines);
  await once(out, "finish");
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${values.out}: ${count} transactions replayed in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`,
  );
}
