import type { ComponentChildren } from "preact";
import { useUi } from "./words.tsx";

type ChartCaptionProps = {
  title: string;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
  /** What its marks mean, or stand for at one place. */
  children: ComponentChildren;
};

/** What stands over a chart, with the way to the same as a table and back. */
export function ChartCaption({ title, isTable, onTable, children }: ChartCaptionProps) {
  const { ui } = useUi();
  return (
    <figcaption class="mb-2 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 text-13">
      <span class="font-strong">{title}</span>
      {children}
      <button
        type="button"
        class="link ml-auto text-12 text-ink-2"
        aria-pressed={isTable}
        onClick={() => onTable(!isTable)}
      >
        {isTable ? ui.chart.chart : ui.chart.table}
      </button>
    </figcaption>
  );
}
