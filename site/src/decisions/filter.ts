import type { DecisionName } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, fold, readRange } from "../ui/filter-query.ts";
import type { Words } from "./DecisionsPage.tsx";
import type { DecisionRow } from "./decision-row.ts";

export const decisionNames: readonly DecisionName[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"];

/** What decisions can be narrowed by. */
export function filterFields({ filters, words }: Words["text"]): FilterField[] {
  return [
    {
      name: "decision",
      title: filters.decision,
      options: decisionNames.map((value) => ({ value, label: words[value] })),
    },
    { name: "user", title: filters.user, example: "user_1" },
    { name: "merchant", title: filters.merchant, example: '"Korzinka"' },
    { name: "amount", title: filters.amount, example: ">5m" },
    { name: "score", title: filters.score, example: "500..800" },
    { name: "category", title: filters.category, example: "Electronics" },
    { name: "from", title: filters.from, example: "2026-11-01" },
    { name: "to", title: filters.to, example: "2026-11-30" },
  ];
}

/** The part of a filter that the API applies to the whole history; the rest narrows the rows that are loaded. */
export function toApiQuery({ fields }: Filter): string {
  const score = fields.score === undefined ? undefined : readRange(fields.score);
  const bound = (value: number | undefined) =>
    value === undefined ? undefined : String(Math.max(0, Math.min(1000, Math.round(value))));
  return queryOf({
    limit: "100",
    decision: fields.decision,
    user_id: fields.user?.slice(0, 100),
    merchant: fields.merchant?.slice(0, 200),
    min_score: bound(score?.min),
    max_score: bound(score?.max),
    from: startOf(fields.from)?.toISOString(),
    to: startOf(fields.to, 1)?.toISOString(),
  });
}

/** When a day of Tashkent begins, or the day so many later; undefined for what is no day. */
function startOf(day: string | undefined, daysLater = 0): Date | undefined {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const start = new Date(Date.parse(`${day}T00:00:00+05:00`) + daysLater * 86_400_000);
  return Number.isNaN(start.getTime()) ? undefined : start;
}

/** Whether a row passes the filter; a live one has not been through the API. Undefined where every row does. */
export function createMatcher({ fields, words }: Filter): ((row: DecisionRow) => boolean) | undefined {
  const { decision, user, merchant, category } = fields;
  const [amount, score] = [fields.amount, fields.score].map((text) =>
    text === undefined ? undefined : readRange(text),
  );
  const [from, to] = [startOf(fields.from), startOf(fields.to, 1)].map((date) => date?.toISOString());
  const sought = fold(words.replaceAll('"', " ")).split(/\s+/).filter(Boolean);
  if (Object.keys(fields).length === 0 && sought.length === 0) return undefined;
  const isWithin = (value: number, range?: { min?: number; max?: number }) =>
    (range?.min === undefined || value >= range.min) && (range?.max === undefined || value <= range.max);
  return (row) =>
    (!decision || row.decision === decision) &&
    (!user || row.userId === user) &&
    (!merchant || row.merchant === merchant) &&
    (!category || fold(row.category).includes(fold(category))) &&
    isWithin(row.amount, amount) &&
    isWithin(row.score, score) &&
    (!from || row.at >= from) &&
    (!to || row.at < to) &&
    (sought.length === 0 || holdsAll(row, sought));
}

function holdsAll(row: DecisionRow, sought: readonly string[]): boolean {
  const text = fold(`${row.id} ${row.userId} ${row.merchant} ${row.category} ${row.reason}`);
  return sought.every((word) => text.includes(word));
}
