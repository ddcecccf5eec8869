import type { Platform } from "#platform/platform";
import { askAnyDecided } from "../lists/ask-decided.ts";
import type { PersonalDetails } from "../sealed-details.ts";
import type { ChunkResult } from "./chunk-store.ts";
import { decideAgain } from "./decide-again.ts";
import { findSealed, listReplayed, type ReplayedRow } from "./decision-store.ts";
import { type Standing, StandingRules } from "./standing-rules.ts";
import { type BacktestRow, type DifferenceRow, MOST_DIFFERENCES } from "./store.ts";
import { isForgotten, readStored, type Stored, subjectOf, unseal } from "./stored-subject.ts";
import { addObstacle, addReplayed, emptyTally, type Tally } from "./tally.ts";
import type { Label } from "./words.ts";

/** A page of decisions is about two megabytes; a chunk holds up other events of its batch for less than a second. */
const ROWS_A_PAGE = 500;
const PAGES_A_CHUNK = 4;

/** Replays the next decisions of a backtest, onto what it found so far. Writes nothing. */
export async function replayChunk(platform: Platform, backtest: BacktestRow): Promise<ChunkResult> {
  const { organizationId, changes, processed: before } = backtest;
  const standing = new StandingRules(platform.db, organizationId, changes);
  const listsOf = await askAnyDecided(platform, organizationId);
  const tally = backtest.tally ?? emptyTally(changes.rules.map(({ ruleId }) => ruleId));
  const differences: DifferenceRow[] = [];
  let cursor = { at: backtest.cursorAt, id: backtest.cursorId };
  let processed = 0;
  let isLast = false;
  for (let page = 0; page < PAGES_A_CHUNK && !isLast; page++) {
    const rows = await listReplayed(platform.db, backtest, cursor, ROWS_A_PAGE);
    const replays = await prepare(platform, organizationId, standing, rows, tally);
    for (const replay of replays) replayOne(backtest, replay, listsOf, tally, differences);
    const last = rows.at(-1);
    if (last) cursor = { at: last.createdAt, id: last.transactionId };
    processed += rows.length;
    isLast = rows.length < ROWS_A_PAGE || before + processed >= backtest.decisions;
  }
  return { processed, cursor, isLast, tally, differences };
}

type Ready = { stored: Stored; standing: Standing; details: PersonalDetails | undefined };

/** The decisions of a page that can be made again, each with the rules that it was held against; the others are counted. */
async function prepare(
  platform: Platform,
  organizationId: string,
  rules: StandingRules,
  rows: readonly ReplayedRow[],
  tally: Tally,
): Promise<Ready[]> {
  const readable: Stored[] = [];
  for (const row of rows) {
    const stored = readStored(row);
    if (typeof stored === "string") addObstacle(tally, stored);
    else readable.push(stored);
  }
  await rules.load(readable.map(({ record }) => record));
  const ready: Ready[] = [];
  for (const stored of readable) {
    const standing = rules.of(stored.record);
    if (standing) ready.push({ stored, standing, details: undefined });
    else addObstacle(tally, "unknown_rule");
  }
  await openAsked(platform, organizationId, ready);
  return ready;
}

/** Opens the details of the payments whose rules ask for what stands there alone. */
async function openAsked(platform: Platform, organizationId: string, ready: readonly Ready[]): Promise<void> {
  const asked = ready.filter(({ standing }) => standing.asks.sealed);
  if (asked.length === 0) return;
  const ids = asked.map(({ stored }) => stored.row.transactionId);
  const sealed = await findSealed(platform.db, organizationId, ids);
  await Promise.all(
    asked.map(async (one, i) => {
      one.details = await unseal(platform.sealer, organizationId, ids[i]!, sealed.get(ids[i]!) ?? "");
    }),
  );
}

function replayOne(
  { organizationId, id, changes }: BacktestRow,
  { stored, standing, details }: Ready,
  listsOf: Awaited<ReturnType<typeof askAnyDecided>>,
  tally: Tally,
  differences: DifferenceRow[],
): void {
  const { row, record } = stored;
  const subject = subjectOf(stored, listsOf(record.lists), details);
  const judged = decideAgain(stored, standing, subject, changes.thresholds);
  const label = labelOf(row);
  const isChanged = addReplayed(tally, {
    row,
    label,
    judged,
    hasModel: record.model !== null,
    isForgotten: isForgotten(stored, standing.asks, details),
  });
  if (!isChanged || differences.length === MOST_DIFFERENCES) return;
  differences.push({
    organizationId,
    backtestId: id,
    decidedAt: row.createdAt,
    transactionId: row.transactionId,
    label,
    amountUsdCents: row.amountUsdCents,
    liveDecision: row.decision,
    liveScore: row.riskScore,
    decision: judged.decision.decision,
    score: judged.decision.riskScore,
  });
}

const labelOf = ({ isFraud }: ReplayedRow): Label => (isFraud === null ? "unknown" : isFraud ? "fraud" : "legitimate");
