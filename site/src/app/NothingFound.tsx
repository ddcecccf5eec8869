import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useUi } from "../ui/words.tsx";
import type { ReadOn } from "./use-read-on.ts";

type NothingFoundProps = { text: { title: string; clear: string }; search: ReadOn; onClear: () => void };

/** What stands where a filter lets no row through: that nothing matches, once all rows were looked at, and until then how to go on. */
export function NothingFound({ text, search: { more, count, isReading, readOn }, onClear }: NothingFoundProps) {
  const { ui, language } = useUi();
  const clear = <Button onClick={onClear}>{text.clear}</Button>;
  if (more === "end") return <EmptyState title={text.title}>{clear}</EmptyState>;
  return (
    <EmptyState title={fill(ui.filter.nothingYet, { count: formatNumber(count, language) })}>
      {isReading && <p role="status">{ui.filter.searching}</p>}
      {more === "failed" && <p role="alert">{ui.error.title}</p>}
      <div class="flex flex-wrap gap-2">
        {!isReading && (
          <Button look="primary" onClick={readOn}>
            {more === "failed" ? ui.error.retry : ui.filter.further}
          </Button>
        )}
        {clear}
      </div>
    </EmptyState>
  );
}
