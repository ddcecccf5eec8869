import type { DecisionName } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { type Filter, type FilterField, fold, type Range, readRange } from "../ui/filter-query.ts";
import { optionsOf } from "../ui/options.ts";
import type { DecisionRow } from "./decision-row.ts";

export const decisionNames: readonly DecisionName[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"];

/** What decisions can be narrowed by. */
export function filterFields({ filters, words, labels }: Dictionary["decisions"]): FilterField[] {
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
    { name: "device", title: filters.device, example: "iPhone_14" },
    { name: "ip", title: filters.ip, example: "10.0.0.7" },
    { name: "rule", title: filters.rule, example: "rule_burst" },
    { name: "label", title: filters.label, options: optionsOf(labels) },
    { name: "from", title: filters.from, example: "2026-11-01" },
    { name: "to", title: filters.to, example: "2026-11-30" },
  ];
}

const MOST_AMOUNT = 1e13;
const MOST_SCORE = 1000;

/** A filter as the API takes it, for the list and for the file alike. */
export function toApiQuery({ fields, words }: Filter): Record<string, string | undefined> {
  const amount = rangeOf(fields.amount);
  const score = rangeOf(fields.score);
  const bound = (value: number | undefined, most: number) =>
    value === undefined ? undefined : String(Math.max(0, Math.min(most, value)));
  return {
    decision: fields.decision,
    user_id: fields.user?.slice(0, 100),
    merchant: fields.merchant?.slice(0, 200),
    merchant_category: fields.category?.slice(0, 100),
    min_amount: bound(amount.min, MOST_AMOUNT),
    max_amount: bound(amount.max, MOST_AMOUNT),
    min_score: bound(score.min && Math.ceil(score.min), MOST_SCORE),
    max_score: bound(score.max && Math.floor(score.max), MOST_SCORE),
    device_id: fields.device?.slice(0, 200),
    ip_address: isAddress(fields.ip ?? "") ? fields.ip : undefined,
    rule_id: fields.rule?.slice(0, 100),
    label: fields.label,
    from: startOf(fields.from)?.toISOString(),
    to: startOf(fields.to, 1)?.toISOString(),
    q: soughtIn(words).join(" ").slice(0, 200),
  };
}

/** Parts of a filter whose values cannot be read, and so narrow nothing. */
export function unreadParts({ fields }: Filter): string[] {
  const isRead: Record<string, (value: string) => boolean> = {
    amount: (value) => readRange(value) !== undefined,
    score: (value) => readRange(value) !== undefined,
    ip: isAddress,
    from: (value) => startOf(value) !== undefined,
    to: (value) => startOf(value) !== undefined,
  };
  return Object.entries(fields).flatMap(([name, value]) =>
    isRead[name]?.(value) === false ? [`${name}:${value}`] : [],
  );
}

/** Whether a payment that comes over the feed does not tell if it passes, so that the list has to be asked. */
export const mustAsk = ({ fields }: Filter): boolean =>
  [fields.device, fields.ip, fields.rule, fields.label].some((value) => value !== undefined);

/** Whether a row of the feed passes, as far as it tells; it has not been through the API. Undefined where every row does. */
export function createMatcher({ fields, words }: Filter): ((row: DecisionRow) => boolean) | undefined {
  const { decision, user, merchant, category } = fields;
  const [amount, score] = [rangeOf(fields.amount), rangeOf(fields.score)];
  const [from, to] = [startOf(fields.from), startOf(fields.to, 1)].map((date) => date?.toISOString());
  const sought = soughtIn(fold(words));
  if (Object.keys(fields).length === 0 && sought.length === 0) return undefined;
  const isWithin = (value: number, { min, max }: Range) =>
    (min === undefined || value >= min) && (max === undefined || value <= max);
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
  const text = fold(`${row.id} ${row.userId} ${row.merchant} ${row.category}`);
  return sought.every((word) => text.includes(word));
}

const soughtIn = (words: string): string[] => words.replaceAll('"', " ").split(/\s+/).filter(Boolean);

const rangeOf = (text: string | undefined): Range => (text === undefined ? {} : (readRange(text) ?? {}));

/** Whether it is a whole IPv4 or IPv6 address; one that is still being typed is not. */
function isAddress(text: string): boolean {
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text))
    return text.split(".").every((part) => Number(part) <= 255 && String(Number(part)) === part);
  return text.includes(":") && URL.canParse(`http://[${text}]`);
}

/** When a day of Tashkent begins, or an hour of it (`2026-11-01T14`), or the one so many later; undefined for what is neither. */
function startOf(text: string | undefined, later = 0): Date | undefined {
  const [, day, hour] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}))?$/.exec(text ?? "") ?? [];
  if (!day) return undefined;
  const start = new Date(Date.parse(`${day}T${hour ?? "00"}:00:00+05:00`) + later * (hour ? HOUR_MS : 24 * HOUR_MS));
  return Number.isNaN(start.getTime()) ? undefined : start;
}

const HOUR_MS = 3_600_000;
