import { X } from "lucide-preact";
import { fill } from "../i18n/fill.ts";
import { IconButton } from "../ui/Button.tsx";
import type { BuilderContext } from "./ConditionBuilder.tsx";
import { faultOf } from "./condition-draft.ts";
import { needsNoValue, type Operator, operatorsOf, type Test } from "./condition-tree.ts";

const control =
  "h-8 min-w-0 rounded border border-edge bg-surface-2 px-2 text-13 text-ink-1 aria-invalid:border-bad disabled:opacity-100 pointer-coarse:h-10";

type TestRowProps = { test: Test; context: BuilderContext; onChange: (test: Test) => void; onRemove: () => void };

/** One comparison: a field, how, and with what; what is wrong with it under it. */
export function TestRow({ test, context, onChange, onRemove }: TestRowProps) {
  const { words, vocabulary, faults, isStrict, isReadOnly } = context;
  const type = vocabulary.typeOf(test.field);
  const info = vocabulary.find(test.field);
  const fault = faultOf(test, type);
  // The API says it in English only, and it is the commonest fault.
  const said =
    faults.has(test.id) && !info ? [fill(words.fieldUnknown, { name: test.field })] : (faults.get(test.id) ?? []);
  const told = [
    ...(fault === "notNumber" && test.value !== "" ? [words.valueNotNumber] : []),
    ...(fault === "missing" && isStrict ? [words.valueMissing] : []),
    ...(fault === undefined ? said : []),
  ];
  const faultId = `test-${test.id}-fault`;
  const described = told.length > 0 ? { "aria-invalid": true, "aria-describedby": faultId } : {};
  const chooseField = (field: string) => {
    const wanted: readonly string[] = operatorsOf[vocabulary.typeOf(field)];
    const operator = wanted.includes(test.operator) ? test.operator : (wanted[0] as Operator);
    const isOtherList = operator === "in_list" || operator === "not_in_list";
    onChange({ ...test, field, operator, value: isOtherList ? "" : test.value });
  };
  return (
    <div>
      <div class="flex items-start gap-2">
        <div class="grid min-w-0 flex-1 grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)] gap-2 max-md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <select
            class={`${control} max-md:col-span-2`}
            aria-label={words.field}
            disabled={isReadOnly}
            value={test.field}
            title={info ? `${info.label}: ${test.field}` : test.field}
            onChange={(event) => chooseField(event.currentTarget.value)}
          >
            {!info && <option value={test.field}>{fill(words.fieldUnknown, { name: test.field })}</option>}
            {vocabulary.groups.map(({ id, title, fields }) => (
              <optgroup key={id} label={title}>
                {fields.map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <select
            class={control}
            aria-label={words.operator}
            disabled={isReadOnly}
            value={test.operator}
            onChange={(event) => {
              // SAFETY: the options are operators.
              const operator = event.currentTarget.value as Operator;
              const isList = (one: Operator) => one === "in_list" || one === "not_in_list";
              onChange({ ...test, operator, value: isList(operator) === isList(test.operator) ? test.value : "" });
            }}
          >
            {operatorsOf[type].map((operator) => (
              <option key={operator} value={operator}>
                {words.operators[operator]}
              </option>
            ))}
          </select>
          <ValueField test={test} context={context} described={described} onChange={onChange} unit={info?.unit} />
        </div>
        {!isReadOnly && (
          <IconButton label={words.remove} onClick={onRemove}>
            <X size={15} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {told.length > 0 && (
        <p id={faultId} class="mt-1 text-13 text-bad">
          {told.join(". ")}
        </p>
      )}
    </div>
  );
}

type ValueFieldProps = Omit<TestRowProps, "onRemove"> & { described: object; unit?: string };

function ValueField({ test, context, described, onChange, unit }: ValueFieldProps) {
  const { words, vocabulary, isReadOnly } = context;
  if (needsNoValue(test.operator)) return <span />;
  if (test.operator === "in_list" || test.operator === "not_in_list") {
    const lists = vocabulary.listsOf(test.field);
    const isKnown = lists.some(({ list_id }) => list_id === test.value);
    return (
      <select
        class={control}
        aria-label={words.list}
        disabled={isReadOnly}
        value={test.value}
        {...described}
        onChange={(event) => onChange({ ...test, value: event.currentTarget.value })}
      >
        {!isKnown && (
          <option value={test.value}>{test.value || (lists.length ? words.listChoose : words.listNone)}</option>
        )}
        {lists.map(({ list_id, name }) => (
          <option key={list_id} value={list_id}>
            {name}
          </option>
        ))}
      </select>
    );
  }
  const isNumber = vocabulary.typeOf(test.field) === "number";
  const several = test.operator === "in" || test.operator === "not_in";
  const input = (name: "value" | "high", label: string) => (
    <input
      type="text"
      class={`${control} figures w-full`}
      aria-label={label}
      placeholder={several ? words.valuesHelp : unit}
      inputMode={isNumber && !several ? "decimal" : undefined}
      autocomplete="off"
      spellcheck={false}
      disabled={isReadOnly}
      value={test[name]}
      {...described}
      onInput={(event) => onChange({ ...test, [name]: event.currentTarget.value })}
    />
  );
  if (test.operator === "between")
    return (
      <span class="flex min-w-0 items-center gap-1.5">
        {input("value", words.value)}
        <span class="text-ink-3">–</span>
        {input("high", words.high)}
      </span>
    );
  return input("value", unit ? `${words.value}, ${unit}` : words.value);
}
