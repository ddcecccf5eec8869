import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import type { AuditWords } from "./AuditPage.tsx";
import type { AuditEvent } from "./audit-api.ts";

/** What the log can be narrowed by. */
export const auditFields = ({ audit: { filters } }: AuditWords): FilterField[] => [
  { name: "action", title: filters.action, example: "api_key.created" },
  { name: "actor", title: filters.actor, example: "usr_…" },
  { name: "target", title: filters.target, example: "key_…" },
  { name: "from", title: filters.from, example: "2026-11-24" },
  { name: "to", title: filters.to, example: "2026-11-30" },
];

/** Days are those of Tashkent, whatever the clock of the browser says. */
const ZONE = "+05:00";
const DAY_MS = 86_400_000;

/** The moment at which a day begins, so many days later; undefined for what is no day. */
function beginOf(day: string | undefined, laterDays: number): string | undefined {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = Date.parse(`${day}T00:00:00${ZONE}`);
  return Number.isNaN(at) ? undefined : new Date(at + laterDays * DAY_MS).toISOString();
}

/** From the beginning of the first day to the end of the last, as the API takes it. */
export const periodOf = ({ fields }: Filter): { from?: string; to?: string } => ({
  from: beginOf(fields.from, 0),
  to: beginOf(fields.to, 1),
});

/** The days of a filter that are none. */
export const wrongDays = ({ fields }: Filter): string[] =>
  [fields.from, fields.to].filter((day): day is string => day !== undefined && beginOf(day, 0) === undefined);

/** The part of a filter that the API applies to the whole log. */
export const toAuditQuery = (filter: Filter): string => {
  const { action, actor, target } = filter.fields;
  return queryOf({ limit: "100", action, actor, target, ...periodOf(filter) });
};

/** Whether an event holds every word that was typed. */
export function passesWords({ words }: Filter, { title, action, actor, target }: AuditEvent, name?: string): boolean {
  const text = fold(`${title} ${action} ${actor.id} ${name ?? ""} ${target.id}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
