import { useEffect, useMemo, useState } from "preact/hooks";
import type { ListedRule } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { readRules } from "../rules/rule-api.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { fold } from "../ui/filter-query.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type BacktestValues, type DraftInput, draftOf } from "./backtest-values.ts";
import type { BacktestFormWords } from "./words.ts";

type RuleChoicesProps = {
  words: BacktestFormWords;
  drafts: BacktestValues["drafts"];
  remove: BacktestValues["remove"];
  error: string | undefined;
  onChange: (drafts: readonly DraftInput[], remove: readonly string[]) => void;
};
type Choice = "keep" | "off" | "try";

/** Every rule, and what the backtest does with it: as it stood, left out, or tried as if it had been live. */
export function RuleChoices({ words, drafts, remove, error, onChange }: RuleChoicesProps) {
  const { language, form: text, ui } = words;
  const [sought, setSought] = useState("");
  const { rules, isFailed, retry } = useAllRules(words);
  const shown = useMemo(
    () =>
      rules?.filter(({ name, rule_id }) =>
        fold(sought)
          .split(/\s+/)
          .every((word) => fold(`${name} ${rule_id}`).includes(word)),
      ),
    [rules, sought],
  );
  const choiceOf = (id: string): Choice =>
    remove.includes(id) ? "off" : drafts.some(({ rule_id }) => rule_id === id) ? "try" : "keep";
  const choose = (rule: ListedRule, choice: Choice) => {
    const id = rule.rule_id;
    const otherDrafts = drafts.filter(({ rule_id }) => rule_id !== id);
    const others = remove.filter((one) => one !== id);
    onChange(
      choice === "try" ? [...otherDrafts, draftOf(rule)] : otherDrafts,
      choice === "off" ? [...others, id] : others,
    );
  };
  return (
    <fieldset class="grid grid-cols-[minmax(0,1fr)] gap-2">
      <legend class="sr-only">{text.rules}</legend>
      <Field
        id="backtest-find"
        type="search"
        label={text.rules}
        placeholder={text.find}
        autofocus
        value={sought}
        autocomplete="off"
        onInput={(event) => setSought(event.currentTarget.value)}
      />
      {isFailed && (
        <p role="alert" class="flex flex-wrap items-center gap-3 text-13 text-bad">
          {text.rulesFailed}
          <Button onClick={retry}>{ui.error.retry}</Button>
        </p>
      )}
      {!rules && !isFailed && <Skeleton label={ui.loading} lines={3} />}
      {shown && (
        <ul
          class="max-h-56 overflow-y-auto rounded border border-line"
          tabIndex={0}
          aria-label={text.rules}
          data-wrong={error ? "" : undefined}
        >
          {shown.map((rule) => (
            <li
              key={rule.rule_id}
              class="flex items-center gap-x-3 border-line px-3 py-1 text-13 not-last:border-b max-sm:flex-wrap"
            >
              <span class="min-w-0 flex-1 truncate max-sm:basis-full" title={rule.name}>
                {rule.name}
              </span>
              <span class="shrink-0 text-12 text-ink-3 max-sm:flex-1">
                {rule.built_in ? text.builtIn : words.ruleStates[rule.state]}
              </span>
              <select
                aria-label={fill(text.choiceOf, { name: rule.name })}
                class={`h-8 w-40 shrink-0 rounded border border-edge bg-surface-2 px-1 ${choiceOf(rule.rule_id) === "keep" ? "text-ink-2" : "font-strong text-accent"}`}
                value={choiceOf(rule.rule_id)}
                onChange={(event) => choose(rule, readChoice(event.currentTarget.value))}
              >
                <option value="keep">{text.choices.keep}</option>
                <option value="off">{text.choices.off}</option>
                {!rule.built_in && <option value="try">{text.choices.try}</option>}
              </select>
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" class="text-13 text-bad [overflow-wrap:anywhere]">
          {error}
        </p>
      )}
      <p class="text-13 text-ink-2">
        {text.rulesHelp}{" "}
        <a class="underline underline-offset-2" href={pathToApp(language, "rules/edit")}>
          {text.build}
        </a>
      </p>
    </fieldset>
  );
}

const readChoice = (value: string): Choice => (value === "off" || value === "try" ? value : "keep");

function useAllRules({ language }: BacktestFormWords) {
  const [rules, setRules] = useState<readonly ListedRule[]>();
  const [isFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setFailed(false);
    void readRules(language, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      // Those of the organisation first: they are what is mostly changed.
      if (outcome.ok) setRules(outcome.data.toSorted((a, b) => Number(a.built_in) - Number(b.built_in)));
      else setFailed(true);
    });
    return () => abort.abort();
  }, [language, tries]);
  return { rules, isFailed, retry: () => setTries((count) => count + 1) };
}
