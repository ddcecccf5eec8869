import type { FieldError } from "./problem.ts";

const WHOLE_RUN = /\d{13,}/g;
/** Groups as people write them on paper; no letter beside them, or many a UUID would hold some. */
const GROUPED_RUN = /(?<![\p{L}\d])\d{2,6}(?:[ -]\d{2,6})+(?![\p{L}\d])/gu;

/** Thirteen digits with spaces or dashes between them or not, or what may hide some: an escape, an exponent. */
const MAYBE_HOLDS = /(?:\d[ -]?){12}\d|\\u|\d[eE]\+?\d/;

/** Whether a JSON text has to be looked through: a quick look at the whole, since nearly none does. */
export const mayHoldCardNumber = (text: string): boolean => MAYBE_HOLDS.test(text);

/**
 * The paths of a JSON value under which a card number stands: 13–19 digits that pass the Luhn check, also spaced or
 * dashed, in strings, numbers and property names. An id
 * that is such a number by chance is refused as well: PCI DSS 4.0.1 §3 leaves no room for a guess.
 */
export function findCardNumbers(value: unknown, path = ""): FieldError[] {
  if (typeof value === "string") return holdsCardNumber(value) ? [refusal(path)] : [];
  if (typeof value === "number")
    return Number.isInteger(value) && holdsCardNumber(String(Math.abs(value))) ? [refusal(path)] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, child]) =>
    holdsCardNumber(key) ? [refusal(path || "(property name)")] : findCardNumbers(child, path ? `${path}.${key}` : key),
  );
}

const refusal = (path: string): FieldError => ({
  path,
  message: "Looks like a card number; send a token or a keyed fingerprint",
});

/**
 * Whether a text holds 13–19 digits that pass the Luhn check: in one run, or in groups of two to six that are spaced or
 * dashed, from any group to any other. A window inside one longer run does not count, since one id in ten would hold
 * such a window by chance.
 */
export function holdsCardNumber(text: string): boolean {
  if (text.length < 13) return false;
  for (const [run] of text.matchAll(WHOLE_RUN)) if (run.length <= 19 && passesLuhn(run)) return true;
  for (const [run] of text.matchAll(GROUPED_RUN)) if (groupsHoldCardNumber(run.split(/[ -]/))) return true;
  return false;
}

function groupsHoldCardNumber(groups: readonly string[]): boolean {
  for (let first = 0; first < groups.length; first++) {
    let digits = "";
    for (let last = first; last < groups.length && digits.length < 19; last++) {
      digits += groups[last];
      if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return true;
    }
  }
  return false;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}
