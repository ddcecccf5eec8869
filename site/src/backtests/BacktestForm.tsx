import { useRef, useState } from "preact/hooks";
import type { Backtest } from "../api-types.ts";
import { fillCount } from "../i18n/fill.ts";
import { Field, Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { optionsOf } from "../ui/options.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { useForm } from "../ui/use-form.ts";
import { startBacktest } from "./backtest-api.ts";
import { type BacktestValues, checkValues, explainProblem, toBody } from "./backtest-values.ts";
import { DraftList } from "./DraftList.tsx";
import { RuleChoices } from "./RuleChoices.tsx";
import { countDays, isDay, lastDays } from "./span.ts";
import type { BacktestFormWords } from "./words.ts";

const spans = [7, 30, 90] as const;

type BacktestFormProps = {
  words: BacktestFormWords;
  initial: BacktestValues;
  /** Of the builder of rules: its draft alone is tried. */
  isDraftFixed?: boolean;
  onDone: (backtest: Backtest) => void;
  onCancel: () => void;
};

/** A backtest being written: over which days, and what is changed. */
export function BacktestForm({ words, initial, isDraftFixed = false, onDone, onCancel }: BacktestFormProps) {
  const { language, form: text } = words;
  const sent = useRef(initial);
  const form = useForm<BacktestValues, Backtest>({
    initial,
    check: (values) => checkValues(values, text.wrong),
    send: (values, key) => {
      sent.current = values;
      return startBacktest(language, toBody(values), key);
    },
    explain: (failure) => explainProblem(failure, sent.current, text),
    onDone,
  });
  const { values, set, wrong } = form;
  const [isFurther] = useState(initial.review_from !== "" || initial.allow_first !== "keep");
  const field = (name: "name" | "comment" | "from" | "to" | "review_from" | "block_above") => ({
    id: `backtest-${name}`,
    error: wrong[name],
    value: values[name],
    autocomplete: "off",
    onInput: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  const isSpan = isDay(values.from) && isDay(values.to) && values.to === lastDays(1).to;
  const span = isSpan ? String(countDays(values)) : "";
  const choose = (days: string) => {
    const chosen = lastDays(Number(days));
    set("from", chosen.from);
    set("to", chosen.to);
  };
  return (
    <FormBody form={form} submit={text.submit} onCancel={onCancel}>
      <DraftList words={words} values={values} isFixed={isDraftFixed} onChange={(drafts) => set("drafts", drafts)} />
      {!isDraftFixed && (
        <RuleChoices
          words={words}
          drafts={values.drafts}
          remove={values.remove}
          error={wrong.drafts}
          onChange={(drafts, remove) => {
            set("drafts", drafts);
            set("remove", remove);
          }}
        />
      )}
      {isDraftFixed && wrong.drafts && (
        <p class="text-13 text-bad [overflow-wrap:anywhere]" tabIndex={-1} data-wrong role="alert">
          {wrong.drafts}
        </p>
      )}
      <div class="grid justify-items-start gap-3">
        <Segmented
          label={text.span}
          options={spans.map((days) => ({ value: String(days), label: fillCount(text.days, days, language) }))}
          value={span}
          onChange={choose}
        />
        <div class="grid w-full gap-3 sm:grid-cols-2">
          <Field {...field("from")} type="date" label={text.from} />
          <Field {...field("to")} type="date" label={text.to} />
        </div>
        <p class="text-13 text-ink-2">{text.periodHelp}</p>
      </div>
      {!isDraftFixed && (
        <details open={isFurther || wrong.review_from !== undefined || wrong.block_above !== undefined}>
          <summary class="cursor-pointer text-13 text-ink-2 hover:text-ink-1">{text.more}</summary>
          <div class="mt-3 grid gap-3">
            <div class="grid gap-3 sm:grid-cols-2">
              <Field {...field("review_from")} inputMode="numeric" label={text.review_from} />
              <Field {...field("block_above")} inputMode="numeric" label={text.block_above} />
            </div>
            <p class="text-13 text-ink-2">{text.thresholdsHelp}</p>
            <Select
              id="backtest-allow_first"
              label={text.allow_first}
              value={values.allow_first}
              error={wrong.allow_first}
              options={optionsOf(text.allowFirst)}
              onChange={(event) => set("allow_first", readChoice(event.currentTarget.value))}
            />
          </div>
        </details>
      )}
      <Field {...field("name")} label={text.name} help={words.ui.states.optional} maxLength={200} />
      <Field {...field("comment")} label={text.comment} help={words.ui.states.optional} maxLength={1000} />
    </FormBody>
  );
}

const readChoice = (value: string): BacktestValues["allow_first"] =>
  value === "yes" || value === "no" ? value : "keep";
