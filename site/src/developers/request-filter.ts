import type { LoggedRequest } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import type { RequestsWords } from "./RequestsPage.tsx";

export const REQUESTS = "/api/developers/requests";

/** What the log can be narrowed by; the service does, so that it holds for the whole log. */
export const requestFields = ({ requests: { filters, classes, modes } }: RequestsWords): FilterField[] => [
  { name: "status", title: filters.status, options: optionsOf(classes) },
  { name: "path", title: filters.path, example: "/transactions/submit" },
  { name: "key", title: filters.key, example: "key_…" },
  { name: "request_id", title: filters.requestId, example: "3f0c…" },
  { name: "mode", title: filters.mode, options: optionsOf(modes) },
];

const optionsOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The part of a filter that the service applies. */
export const toRequestQuery = ({ fields: { status, path, key, request_id } }: Filter): string =>
  queryOf({ limit: "100", status, path, caller: key, request_id });

/** Whether a filter leaves requests of its mode out. */
export const isNarrowed = ({ fields, words }: Filter): boolean =>
  words !== "" || Object.keys(fields).some((name) => name !== "mode");

/** Whether a request holds every word that was typed. */
export function passesWords({ words }: Filter, { method, path, status, problem, caller }: LoggedRequest): boolean {
  const text = fold(`${method} ${path} ${status} ${problem ?? ""} ${caller.name ?? ""} ${caller.id}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
