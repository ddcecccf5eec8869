import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { DAY } from "../signals/windows.ts";
import { measureHistory, type Span } from "./decision-store.ts";
import { backtestNotFound, backtestOver, tooManyBacktests } from "./errors.ts";
import { readChanges } from "./read-changes.ts";
import { tellBacktestsDue } from "./run-backtests.ts";
import { type BacktestInput, MOST_DAYS } from "./schemas.ts";
import { type BacktestRow, cancelBacktest, deleteBacktest, findBacktest, insertBacktest, MOST_OPEN } from "./store.ts";

/** Orders a backtest, to be run behind the queue once those before it are over. Which decisions it replays is fixed now. */
export async function orderBacktest(
  platform: Platform,
  caller: Caller,
  input: BacktestInput,
  requestId: string,
): Promise<BacktestRow> {
  const { organizationId } = caller;
  const span = readSpan(input);
  const changes = await readChanges(platform, organizationId, input.changes);
  const history = await measureHistory(platform.db, organizationId, span);
  if (history.decisions === 0)
    throw invalidRequest({ errors: [{ path: "from", message: "Nothing was decided in this period" }] });
  const row: BacktestRow = {
    organizationId,
    id: platform.newId("bkt"),
    name: input.name ?? "",
    comment: input.comment ?? "",
    status: "waiting",
    fromAt: span.from,
    toAt: span.to,
    changes,
    ...history,
    processed: 0,
    chunk: 0,
    cursorAt: span.from,
    cursorId: "",
    tries: 0,
    leasedUntil: 0,
    tally: null,
    createdBy: caller.id,
    createdAt: platform.now(),
    startedAt: null,
    finishedAt: null,
  };
  const audit = auditFor(platform, caller, "backtest.started", row.id, requestId);
  if (!(await insertBacktest(platform.db, row, audit))) throw tooManyBacktests(`At most ${MOST_OPEN} at once`);
  await tellBacktestsDue(platform, organizationId);
  return row;
}

/** Stops a backtest; what it found until now stays. Stopped once more, it is as it was. */
export async function stopBacktest(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<BacktestRow> {
  const { organizationId } = caller;
  const audit = auditFor(platform, caller, "backtest.cancelled", id, requestId);
  const isStopped = await cancelBacktest(platform.db, { organizationId, id }, platform.now(), audit);
  const row = await mustFindBacktest(platform, organizationId, id);
  if (!isStopped && row.status !== "cancelled") throw backtestOver();
  await tellBacktestsDue(platform, organizationId);
  return row;
}

/** Deletes a backtest and what it found; one that runs ends by it. */
export async function removeBacktest(platform: Platform, caller: Caller, id: string, requestId: string): Promise<void> {
  const { organizationId } = caller;
  const audit = auditFor(platform, caller, "backtest.deleted", id, requestId);
  if (!(await deleteBacktest(platform.db, { organizationId, id }, audit))) throw backtestNotFound();
  await tellBacktestsDue(platform, organizationId);
}

export async function mustFindBacktest({ db }: Platform, organizationId: string, id: string): Promise<BacktestRow> {
  const row = await findBacktest(db, organizationId, id);
  if (!row) throw backtestNotFound();
  return row;
}

function readSpan({ from, to }: BacktestInput): Span {
  const span = { from: Date.parse(from), to: Date.parse(to) };
  const refuse = (path: string, message: string) => invalidRequest({ errors: [{ path, message }] });
  if (span.to <= span.from) throw refuse("to", "Must be after from");
  if (span.to - span.from > MOST_DAYS * DAY) throw refuse("to", `At most ${MOST_DAYS} days after from`);
  return span;
}

const auditFor = (platform: Platform, caller: Caller, action: AuditAction, target: string, requestId: string) =>
  auditOf(platform, { organizationId: caller.organizationId, actor: caller, action, target, requestId });
