import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { timeNow } from "../clock.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { useUi } from "../ui/words.tsx";
import { type PeriodName, periodNames, periodOf, toPeriodQuery } from "./period.ts";

type Values = { period: string; from: string; to: string };
type PeriodBarProps = {
  words: Dictionary["period"];
  values: Values;
  onChange: (changes: Partial<Values>) => void;
  children?: ComponentChildren;
};

const dayInput = "h-8 rounded border border-edge bg-surface-2 px-2 text-13 aria-invalid:border-bad pointer-coarse:h-10";

/** Chooses the time that a page is about, in the days of Tashkent. */
export function PeriodBar({ words, values, onChange, children }: PeriodBarProps) {
  const { ui } = useUi();
  const period = periodOf(values);
  // Days are sent once they make a period; until then they stay in their fields.
  const [typed, setTyped] = useState({ from: values.from, to: values.to });
  const isWrong =
    period === "custom" && typed.from !== "" && typed.to !== "" && !toPeriodQuery({ ...values, ...typed });
  const choose = (name: PeriodName) => {
    if (name !== "custom") return onChange({ period: name, from: "", to: "" });
    const to = new Date(timeNow() + 5 * 3_600_000);
    const from = new Date(to.getTime() - 13 * 86_400_000);
    const days = { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
    setTyped(days);
    onChange({ period: name, ...days });
  };
  const type = (change: Partial<typeof typed>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    if (toPeriodQuery({ ...values, ...next })) onChange(next);
  };
  return (
    <div class="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2 md:px-6">
      <Segmented
        label={words.label}
        options={periodNames.map((value) => ({ value, label: words.names[value] }))}
        value={period}
        onChange={choose}
      />
      {period === "custom" && (
        <span class="flex flex-wrap items-center gap-2 text-13">
          <input
            type="date"
            class={dayInput}
            aria-label={words.from}
            aria-invalid={isWrong || undefined}
            max={typed.to}
            value={typed.from || values.from}
            onInput={(event) => type({ from: event.currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            class={dayInput}
            aria-label={words.to}
            aria-invalid={isWrong || undefined}
            min={typed.from}
            value={typed.to || values.to}
            onInput={(event) => type({ to: event.currentTarget.value })}
          />
        </span>
      )}
      {isWrong ? (
        <p role="alert" class="text-13 text-bad">
          {words.wrong}
        </p>
      ) : (
        <p class="text-13 text-ink-3 max-sm:hidden">{ui.chart.zone}</p>
      )}
      {children}
    </div>
  );
}
