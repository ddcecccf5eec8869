import type { ComponentChildren } from "preact";
import { formatMoment } from "../format.ts";
import { Age } from "./Age.tsx";
import { useUi } from "./words.tsx";

export type TimelineEntry = {
  id: string;
  at: string;
  mark?: ComponentChildren;
  title: ComponentChildren;
  body?: ComponentChildren;
  isCurrent?: boolean;
};

/** What happened, newest first, on one line of time. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { language, ui } = useUi();
  return (
    <ol class="grid">
      {entries.map(({ id, at, mark, title, body, isCurrent }) => (
        <li key={id} class="timeline-entry" aria-current={isCurrent ? "true" : undefined}>
          <span class="timeline-mark">{mark ?? <span class="size-1.5 rounded-[3px] bg-ink-3" />}</span>
          <div class="min-w-0 pb-3 text-13">
            <p class={isCurrent ? "font-strong" : ""}>{title}</p>
            {body && <div class="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">{body}</div>}
            <p class="figures text-12 text-ink-3" title={formatMoment(at, language, ui.chart.zone)}>
              <Age at={at} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
