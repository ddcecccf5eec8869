import { X } from "lucide-preact";
import { fill } from "../i18n/fill.ts";
import { IconButton } from "../ui/Button.tsx";
import type { BacktestValues, DraftInput } from "./backtest-values.ts";
import type { BacktestFormWords } from "./words.ts";

type DraftListProps = {
  words: BacktestFormWords;
  values: BacktestValues;
  isFixed: boolean;
  onChange: (drafts: readonly DraftInput[]) => void;
};

/** The drafts that are tried, by name; nothing where there is none yet. */
export function DraftList({ words, values: { drafts }, isFixed, onChange }: DraftListProps) {
  const text = words.form;
  if (drafts.length === 0) return null;
  return (
    <div class="grid gap-1.5">
      <h3 class="font-strong">{text.drafts}</h3>
      <ul class="grid gap-1">
        {drafts.map((draft, index) => (
          <li key={draft.rule_id ?? index} class="flex min-h-8 items-center gap-2 border-t border-line text-13">
            <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">{draft.name}</span>
            {!isFixed && (
              <IconButton
                label={fill(text.drop, { name: draft.name })}
                onClick={() => onChange(drafts.filter((one) => one !== draft))}
              >
                <X size={15} aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <p class="text-13 text-ink-2">{text.draftHelp}</p>
    </div>
  );
}
