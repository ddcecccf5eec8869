import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";

type Complaints = Dictionary["lists"]["complaints"];

/** What the API says of a value or a line, as it begins, and how the page's language says it. */
const known: readonly (readonly [start: string, name: keyof Complaints])[] = [
  ["Must not be empty", "empty"],
  ["Must not hold control characters", "control"],
  ["Must be an IPv4", "ip"],
  ["Must be an ISO 3166", "country"],
  ["Must be six or eight digits", "bin"],
  ["Must be a phone number", "phone"],
  ["Must be a domain", "domain"],
  ["Must have at most", "long"],
  ["Is the same as line", "same"],
  ["Has more cells", "cells"],
  ["A quote is not closed", "quote"],
  ["Names a column", "column"],
  ["Must be a time", "time"],
  ["Lies in the past", "past"],
  ["Lies more than ten years", "far"],
  ["Is needed with the preset", "reference"],
];

/** A complaint of the API in the page's language; one that the page does not know yet stays as it came. */
export function tellComplaint(message: string, words: Complaints): string {
  const [, field = "", said = message] = /^(reason: |reference: |expires_at: )?(.*)$/s.exec(message) ?? [];
  const name = known.find(([start]) => said.startsWith(start))?.[1];
  if (!name) return message;
  const count = /\d+/.exec(said.replace(/^Must be.*/, ""))?.[0] ?? "";
  return field + fill(words[name], { count });
}
