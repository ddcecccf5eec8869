import { ListFilter, Search, X } from "lucide-preact";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fill } from "../i18n/fill.ts";
import {
  type Filter,
  type FilterField,
  isEmptyFilter,
  isSameFilter,
  mergeFilters,
  noFilter,
  parseQuery,
} from "./filter-query.ts";
import { Menu, type MenuItem } from "./Menu.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { useUi } from "./words.tsx";

const TYPING_MS = 250;

type FilterBarProps = {
  /** The page, for the views that are kept of it. */
  page: string;
  fields: readonly FilterField[];
  filter: Filter;
  input: RefObject<HTMLInputElement>;
  placeholder: string;
  help?: string;
  onChange: (filter: Filter) => void;
  /** Choices that are always in sight, before the box. */
  children?: ComponentChildren;
  /** Commands on what is shown, at the right edge. */
  aside?: ComponentChildren;
};

/**
 * What narrows a list: tokens such as `decision:blocked` typed into the box or chosen from the menu, and free words. It takes
 * effect while it is typed; Enter, or leaving the box, makes tokens of it.
 */
export function FilterBar(props: FilterBarProps) {
  const { page, fields, filter, input, placeholder, help, onChange, children, aside } = props;
  const { ui } = useUi();
  const [typed, setTyped] = useState(filter.words);
  const [kept, setKept] = useState(filter.fields);
  const meant = mergeFilters({ fields: kept, words: "" }, parseQuery(typed, fields));

  // What changes the filter elsewhere (Back, a menu, a view) shows in the box; what is typed here does already.
  const told = useRef(filter);
  useEffect(() => {
    if (isSameFilter(told.current, filter)) return;
    told.current = filter;
    setKept(filter.fields);
    setTyped(filter.words);
  }, [filter]);
  const tell = (next: Filter) => {
    told.current = next;
    onChange(next);
  };
  useEffect(() => {
    if (isSameFilter(meant, told.current)) return;
    const timer = setTimeout(() => tell(meant), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, kept]);

  const settle = () => {
    setKept(meant.fields);
    setTyped(meant.words);
  };
  const change = (next: Filter) => {
    setKept(next.fields);
    setTyped(next.words);
    tell(next);
  };
  const remove = (name: string) => change({ ...meant, fields: without(meant.fields, name) });
  const press = (event: KeyboardEvent) => {
    const element = event.currentTarget as HTMLInputElement;
    if (event.key === "Enter") settle();
    if (event.key === "Escape") element.blur();
    const last = Object.keys(kept).at(-1);
    if (event.key === "Backspace" && element.value === "" && last) remove(last);
  };
  const begin = (text: string) => {
    setTyped(`${meant.words}${meant.words ? " " : ""}${text}`);
    setTimeout(() => input.current?.focus());
  };
  const items = fields.flatMap((field): MenuItem[] =>
    field.options
      ? field.options.map(({ value, label }) => ({
          id: `${field.name}:${value}`,
          label: `${field.title}: ${label}`,
          isChecked: meant.fields[field.name] === value,
          onSelect: () =>
            meant.fields[field.name] === value
              ? remove(field.name)
              : change({ ...meant, fields: { ...meant.fields, [field.name]: value } }),
        }))
      : [
          {
            id: field.name,
            label: field.title,
            hint: <code>{`${field.name}:${field.example ?? ""}`}</code>,
            onSelect: () => begin(`${field.name}:`),
          },
        ],
  );

  return (
    <div class="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2 md:px-6" role="search">
      {children}
      <div class="filter-box">
        <Search size={15} class="shrink-0 text-ink-3" aria-hidden="true" />
        {Object.entries(kept).map(([name, value]) => (
          <Token key={name} text={`${name}:${nameOf(fields, name, value)}`} onRemove={() => remove(name)} />
        ))}
        <input
          ref={input}
          type="search"
          aria-label={placeholder}
          placeholder={Object.keys(kept).length === 0 ? placeholder : ""}
          title={help}
          value={typed}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={press}
          onBlur={settle}
        />
      </div>
      <Menu
        label={ui.filter.add}
        align="end"
        trigger={
          <>
            <ListFilter size={15} aria-hidden="true" />
            <span class="max-sm:sr-only">{ui.filter.add}</span>
          </>
        }
        items={[
          ...items,
          ...(isEmptyFilter(meant) ? [] : [{ id: "clear", label: ui.filter.clear, onSelect: () => change(noFilter) }]),
        ]}
      />
      <SavedViews page={page} fields={fields} filter={meant} onChoose={change} />
      {aside}
    </div>
  );
}

function Token({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { ui } = useUi();
  return (
    <span class="filter-token">
      <span class="max-w-40 truncate" title={text}>
        {text}
      </span>
      <button type="button" aria-label={fill(ui.filter.remove, { filter: text })} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

const nameOf = (fields: readonly FilterField[], name: string, value: string): string =>
  fields.find((field) => field.name === name)?.options?.find((option) => option.value === value)?.label ?? value;

function without(fields: Filter["fields"], name: string): Filter["fields"] {
  return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
}
