import type { Platform } from "#platform/platform";
import { BUNDLED_VERSION } from "../risk-model.ts";
import type { DecisionName } from "../schemas.ts";
import { LABEL_DELAY_MS } from "../signals/labels.ts";
import { modelNotFound } from "./errors.ts";
import { toView } from "./read-models.ts";
import type { Comparison } from "./schemas.ts";
import { BUNDLED_ID } from "./score-challengers.ts";
import { BUCKETS, type ComparedGroup, countCompared, findLastChampion } from "./score-store.ts";
import { findAssignment, findModel } from "./store.ts";

/** A model beside the champion on the payments that both scored; one that decides alone, beside the champion before it. */
export async function compareModels(platform: Platform, organizationId: string, modelId: string): Promise<Comparison> {
  const model = await findModel(platform.db, organizationId, modelId);
  if (!model) throw modelNotFound();
  const { roles } = await findAssignment(platform.db, organizationId);
  const championId =
    roles.champion === modelId
      ? await findLastChampion(platform.db, organizationId, modelId)
      : (roles.champion ?? undefined);
  const champion = championId === undefined ? undefined : await findModel(platform.db, organizationId, championId);
  const legitimateBefore = platform.now() - LABEL_DELAY_MS;
  const groups = await countCompared(
    platform.db,
    organizationId,
    modelId,
    champion?.id ?? BUNDLED_ID,
    legitimateBefore,
  );
  return { model: toView(model), champion: champion?.version ?? BUNDLED_VERSION, ...compare(groups) };
}

/** What the groups say of both sides. */
function compare(groups: readonly ComparedGroup[]): Omit<Comparison, "model" | "champion"> {
  const pairs = Map.groupBy(
    groups.filter(({ championDecides, wouldDecide }) => championDecides !== wouldDecide),
    ({ championDecides, wouldDecide }) => `${championDecides} ${wouldDecide}`,
  );
  return {
    payments: paymentsOf(groups),
    labelled: {
      frauds: paymentsOf(groups.filter(isFraud)),
      legitimate: paymentsOf(groups.filter(isLegitimate)),
      unknown: paymentsOf(groups.filter((group) => group.isFraud === null)),
    },
    disagreements: [...pairs.values()]
      .map((alike) => ({
        champion_decides: alike[0]!.championDecides,
        challenger_decides: alike[0]!.wouldDecide,
        payments: paymentsOf(alike),
        amount_usd: usdOf(alike),
      }))
      .sort((a, b) => b.payments - a.payments),
    of_champion: sideOf(
      groups.map((group) => ({
        ...group,
        decides: group.championDecides,
        place: group.championBucket,
        isAbove: group.isChampionAbove800,
      })),
    ),
    of_challenger: sideOf(
      groups.map((group) => ({ ...group, decides: group.wouldDecide, place: group.bucket, isAbove: group.isAbove800 })),
    ),
  };
}

type Counted = Pick<ComparedGroup, "isFraud" | "payments" | "cents">;
type SideGroup = Counted & { decides: DecisionName; place: number; isAbove: number };

function sideOf(groups: readonly SideGroup[]): Comparison["of_champion"] {
  const histogram = Array<number>(BUCKETS).fill(0);
  for (const { place, payments } of groups) histogram[place]! += payments;
  const usdWhere = (isIn: (group: SideGroup) => boolean) => usdOf(groups.filter(isIn));
  return {
    histogram,
    at_500: qualityOf(groups, ({ place }) => place >= BUCKETS / 2),
    above_800: qualityOf(groups, ({ isAbove }) => isAbove === 1),
    money: {
      frauds_caught_usd: usdWhere((group) => isFraud(group) && group.decides !== "APPROVED"),
      frauds_missed_usd: usdWhere((group) => isFraud(group) && group.decides === "APPROVED"),
      legitimate_blocked_usd: usdWhere((group) => isLegitimate(group) && group.decides === "BLOCKED"),
      legitimate_reviewed_usd: usdWhere((group) => isLegitimate(group) && group.decides === "UNDER_REVIEW"),
    },
  };
}

/** Precision and recall of what is flagged, on payments of which it is known how they turned out. */
function qualityOf(groups: readonly SideGroup[], isFlagged: (group: SideGroup) => boolean) {
  const caught = paymentsOf(groups.filter((group) => isFlagged(group) && isFraud(group)));
  const stopped = paymentsOf(groups.filter((group) => isFlagged(group) && isLegitimate(group)));
  const frauds = paymentsOf(groups.filter(isFraud));
  return { precision: shareOf(caught, caught + stopped), recall: shareOf(caught, frauds) };
}

const isFraud = (group: Counted) => group.isFraud === 1;
const isLegitimate = (group: Counted) => group.isFraud === 0;
const paymentsOf = (groups: readonly Counted[]) => groups.reduce((sum, { payments }) => sum + payments, 0);
const usdOf = (groups: readonly Counted[]) => groups.reduce((sum, { cents }) => sum + cents, 0) / 100;
const shareOf = (part: number, whole: number) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 1000);
