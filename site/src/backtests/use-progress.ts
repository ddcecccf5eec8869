import { useEffect, useState } from "preact/hooks";
import type { Backtest, BacktestDetail } from "../api-types.ts";
import type { List } from "../use-list.ts";
import { type Query, useQuery } from "../use-query.ts";
import { BACKTESTS, backtestPath, isOpen } from "./backtest-api.ts";

const LIST_MS = 5000;
const DETAIL_MS = 2000;
/** Six may wait or run at once, and they are mostly the newest. */
const ASKED = 20;

/** Keeps a list of backtests up to date while some of it waits or runs; the one that is open is told of by `useBacktest`. */
export function useProgress(list: List<Backtest>, isOff: boolean): void {
  const isAsked = !isOff && list.rows.some(isOpen);
  const fresh = useQuery<{ data: Backtest[] }>(isAsked ? `${BACKTESTS}?limit=${ASKED}` : undefined, {
    refreshMs: LIST_MS,
  });
  useEffect(() => {
    if (fresh.data) take(list, fresh.data.data);
  }, [fresh.data]);
}

/** One backtest with what it found until now, read anew until it is over; the list shows the same. */
export function useBacktest(id: string | undefined, list: List<Backtest>): Query<BacktestDetail> {
  const [refreshMs, setRefreshMs] = useState<number>();
  const query = useQuery<BacktestDetail>(id && backtestPath(id), { refreshMs });
  useEffect(() => {
    setRefreshMs(query.data && isOpen(query.data) ? DETAIL_MS : undefined);
    if (query.data) take(list, [query.data]);
  }, [query.data]);
  return query;
}

/** An answer that was kept may be older than what is shown: what is over never goes on, and progress never goes back. */
function take(list: List<Backtest>, fresh: readonly Backtest[]): void {
  const byId = new Map(fresh.map((one) => [one.id, one]));
  list.change((rows) =>
    rows.map((row) => {
      const one = byId.get(row.id);
      return one && isOpen(row) && one.progress.processed >= row.progress.processed ? one : row;
    }),
  );
}
