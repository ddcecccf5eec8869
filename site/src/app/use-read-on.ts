import { useEffect, useState } from "preact/hooks";
import type { Rows } from "../use-rows.ts";

/** So many rows fill a screen. */
const ENOUGH = 30;
/** So many rows are read by itself; then somebody says whether it is worth going on. */
const BOUND = 1000;

export type ReadOn = Pick<Rows<unknown>, "more"> & {
  /** How many rows were looked at. */
  count: number;
  isReading: boolean;
  readOn: () => void;
};

/** Reads the next pages of a list by itself while the filter of the page lets few of those through that are there. */
export function useReadOn(shown: number, { rows, more, loadMore }: Pick<Rows<unknown>, "rows" | "more" | "loadMore">) {
  const [bound, setBound] = useState(BOUND);
  const count = rows.length;
  const isDue = more === "idle" && shown < Math.min(count, ENOUGH) && count < bound;
  useEffect(() => {
    if (isDue) loadMore();
  }, [isDue, count]);
  const found: ReadOn = {
    more,
    count,
    isReading: isDue || more === "loading",
    readOn: () => {
      setBound(count + BOUND);
      loadMore();
    },
  };
  return found;
}
