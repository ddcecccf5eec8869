import type { DecisionMade } from "#platform/events";
import type { Platform } from "#platform/platform";
import { decide } from "../decide.ts";
import type { EvidenceRecord } from "../evidence-record.ts";
import { hitsOfLists } from "../lists/lists-on-payment.ts";
import { BUNDLED_VERSION } from "../risk-model.ts";
import { rules } from "../rules/index.ts";
import type { DecisionName } from "../schemas.ts";
import { featureNames, unpackVector } from "../signals/features.ts";
import { askBundled, askUploaded } from "./ask-assigned-model.ts";
import { servedModelOf } from "./assignment.ts";
import { listActiveModels, type ScoreRow, saveScores } from "./score-store.ts";
import type { ModelRow } from "./store.ts";

/** The id under which the model that comes with the service is compared. */
export const BUNDLED_ID = "bundled";

/** Nobody waits for an answer here, but the next events do. */
const WAIT_MS = 2000;
const PAYER_AGE = featureNames.indexOf("payer_age_days");

type Side = { probability: number; score: number; decides: DecisionName };

/**
 * Lets challengers score what was decided, from the very vector that the decision rests on. It happens behind the queue,
 * so that no payment waits for it and what is interrupted is repeated. A model that cannot be had now misses payments.
 */
export async function scoreChallengers(platform: Platform, events: readonly DecisionMade[]): Promise<void> {
  const active = await listActiveModels(platform.db, [...new Set(events.map((event) => event.organizationId))]);
  const byOrganization = Map.groupBy(active, (row) => row.organizationId);
  const scored: ScoreRow[] = [];
  for (const event of events) {
    const models = byOrganization.get(event.organizationId) ?? [];
    const challengers = models.filter(({ status }) => status !== "champion");
    if (challengers.length === 0) continue;
    const champion = models.find(({ status }) => status === "champion") ?? null;
    scored.push(...(await scorePayment(platform, event, champion, challengers)));
  }
  if (scored.length > 0) await saveScores(platform.db, scored);
}

async function scorePayment(
  platform: Platform,
  event: DecisionMade,
  champion: ModelRow | null,
  challengers: readonly ModelRow[],
): Promise<ScoreRow[]> {
  // SAFETY: written by assessPayment().
  const evidence = event.evidence as EvidenceRecord;
  if (!evidence.model) return [];
  const vector = Float32Array.from(unpackVector(evidence.features), (value) => value ?? Number.NaN);
  const ask = async (row: ModelRow | null): Promise<Side | null> => {
    const asked = await (row ? askUploaded(platform.env, servedModelOf(row), vector, WAIT_MS) : askBundled(vector));
    return asked && { ...asked.opinion, decides: decisionBy(asked.opinion.score, event, evidence, vector) };
  };
  const decided: Side = { ...evidence.model, decides: event.decision };
  const beside = await championOf(evidence.model.version, decided, champion, challengers, ask);
  if (!beside) return [];
  const rows: ScoreRow[] = [];
  for (const challenger of challengers) {
    const own = challenger.version === evidence.model.version ? decided : await ask(challenger);
    if (!own) continue;
    rows.push({
      organizationId: event.organizationId,
      modelId: challenger.id,
      transactionId: event.transactionId,
      probability: own.probability,
      score: own.score,
      wouldDecide: own.decides,
      championId: beside.id,
      championScore: beside.side.score,
      championDecides: beside.side.decides,
      createdAt: event.decidedAt,
    });
  }
  return rows;
}

/** What a payment's challengers are compared with: who decided it, or the champion where a canary did. */
async function championOf(
  version: string,
  decided: Side,
  champion: ModelRow | null,
  challengers: readonly ModelRow[],
  ask: (row: ModelRow | null) => Promise<Side | null>,
): Promise<{ id: string; side: Side } | null> {
  if (version === BUNDLED_VERSION) return { id: BUNDLED_ID, side: decided };
  if (version === champion?.version) return { id: champion.id, side: decided };
  // Decided by a model that was retired meanwhile: a comparison with it serves nobody.
  if (!challengers.some((challenger) => challenger.version === version)) return null;
  const side = await ask(champion);
  return side && { id: champion?.id ?? BUNDLED_ID, side };
}

/** What would have been decided on a payment by another score, all else being as it was. */
function decisionBy(
  score: number,
  event: DecisionMade,
  { rules: looked, ownHits = [], lists, allowFirst, thresholds }: EvidenceRecord,
  vector: Float32Array,
): DecisionName {
  const hits = rules.filter(({ rule_id }) => looked.hit?.includes(rule_id));
  return decide({
    modelScore: score,
    agreement: 1,
    completeness: 1,
    amountUsd: event.amountUsdCents / 100,
    isNewcomer: Number.isNaN(vector[PAYER_AGE]),
    rules: [...hitsOfLists(lists), ...hits.map(({ rule_id, action }) => ({ ref: rule_id, action })), ...ownHits].map(
      ({ ref, action }) => ({ ruleId: ref, action, verdict: "hit" }),
    ),
    allowFirst: allowFirst ?? false,
    thresholds,
  }).decision;
}
