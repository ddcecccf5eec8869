import { Search } from "lucide-preact";
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DecisionName } from "../api-types.ts";
import { DecisionMark } from "../ui/Decision.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import type { Words } from "./DecisionsPage.tsx";
import type { Filter } from "./filter.ts";

const TYPING_MS = 250;
const decisionNames: DecisionName[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"];

type FilterBarProps = {
  words: Words;
  filter: Filter;
  input: RefObject<HTMLInputElement>;
  onChange: (filter: Filter) => void;
};

/** What narrows the list; all of it stands in the address. */
export function FilterBar({ words: { text }, filter, input, onChange }: FilterBarProps) {
  const [typed, setTyped] = useState(filter.text);
  useEffect(() => setTyped(filter.text), [filter.text]);
  useEffect(() => {
    if (typed === filter.text) return;
    const timer = setTimeout(() => onChange({ ...filter, text: typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, filter, onChange]);

  const options = [
    { value: "", label: text.all },
    ...decisionNames.map((name) => ({
      value: name as string,
      label: (
        <>
          <DecisionMark decision={name} size={9} class="max-sm:hidden" />
          {text.words[name]}
        </>
      ),
    })),
  ];
  return (
    <div class="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2 md:px-6" role="search">
      <Segmented
        label={text.filter}
        options={options}
        value={filter.decision ?? ""}
        onChange={(value) => onChange({ ...filter, decision: value === "" ? undefined : (value as DecisionName) })}
      />
      <div class="relative min-w-0 flex-1 max-md:basis-full md:max-w-80">
        <Search
          size={15}
          class="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
          aria-hidden="true"
        />
        <input
          ref={input}
          type="search"
          class="h-8 w-full rounded border border-edge bg-surface-2 pr-2 pl-8 text-13 placeholder:text-ink-3 pointer-coarse:h-10"
          aria-label={text.search}
          placeholder={text.search}
          title={text.searchHelp}
          value={typed}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </div>
    </div>
  );
}
