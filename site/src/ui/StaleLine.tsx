import type { Failure } from "../api.ts";
import { formatShortDate } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { useUi } from "./words.tsx";

type StaleLineProps = {
  /** Why the last try to read it anew brought nothing. */
  failure?: Failure;
  /** When what is shown was read, epoch milliseconds; undefined where nothing is shown. */
  at?: number;
  /** Stands between the filter and the rows of a list. */
  isOverRows?: boolean;
};

/** Says that what is shown could not be read anew, and of when it is. */
export function StaleLine({ failure, at, isOverRows }: StaleLineProps) {
  const { ui, language } = useUi();
  if (!failure || at === undefined) return null;
  return (
    <p role="status" class={`text-13 text-warn ${isOverRows ? "shrink-0 border-b border-line px-4 py-2 md:px-6" : ""}`}>
      {fill(ui.error.stale, { time: formatShortDate(new Date(at), language) })}
    </p>
  );
}
