import type { Dictionary } from "../i18n/index.ts";
import { type Comparable, changedFields, diffLines, type FieldChange } from "./document-diff.ts";

type DiffWords = Pick<Dictionary, "ruleEditor" | "rules">;
type DocumentDiffProps = {
  words: DiffWords;
  before: Comparable | null;
  after: Comparable | null;
  fields: readonly string[];
};

/** What differs between two documents, field by field; nested ones line by line. */
export function DocumentDiff({ words, before, after, fields }: DocumentDiffProps) {
  const changes = changedFields(before, after, fields);
  if (changes.length === 0) return <p class="text-13 text-ink-2">{words.ruleEditor.versions.same}</p>;
  return (
    <dl class="grid grid-cols-[minmax(0,1fr)] gap-2 text-13">
      {changes.map((change) => (
        <div key={change.field}>
          <dt class="text-12 text-ink-3">{words.ruleEditor.diff.fields[change.field] ?? change.field}</dt>
          <dd class="mt-0.5">
            <Change words={words} change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ words, change: { field, before, after } }: { words: DiffWords; change: FieldChange }) {
  const isNested = [before, after].some((value) => typeof value === "object" && value !== null);
  const say = (value: unknown) => (value === null ? "" : sayValue(words, field, value));
  const lines = isNested
    ? diffLines(toText(before), toText(after))
    : [
        { mark: "-" as const, text: say(before) },
        { mark: "+" as const, text: say(after) },
      ];
  return (
    <pre
      class={`overflow-x-auto rounded border border-line ${isNested ? "is-nested text-12" : "font-sans text-13 whitespace-pre-wrap [overflow-wrap:anywhere]"}`}
      tabIndex={0}
      aria-label={words.ruleEditor.diff.fields[field] ?? field}
      role="group"
    >
      {lines
        .filter(({ mark, text }) => mark === " " || text !== "")
        .map(({ mark, text }, place) => (
          <span key={place} class={`diff-line ${mark === "+" ? "is-added" : mark === "-" ? "is-removed" : ""}`}>
            <span class="select-none" aria-hidden="true">{`${mark} `}</span>
            {mark === "-" ? <del>{text}</del> : mark === "+" ? <ins>{text}</ins> : text}
          </span>
        ))}
    </pre>
  );
}

const toText = (value: unknown): string => (value === null ? "" : JSON.stringify(value, null, 2));

function sayValue({ ruleEditor: { diff }, rules }: DiffWords, field: string, value: unknown): string {
  if (typeof value === "boolean") return value ? diff.yes : diff.no;
  const word = (labels: Record<string, string>) => labels[String(value)] ?? String(value);
  if (field === "state") return word(rules.states);
  if (field === "action") return word(rules.actions);
  return String(value);
}
