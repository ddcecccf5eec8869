/** What may be attached. */
export const mediaTypes = [
  "application/pdf",
  "image/png",
  "image/jpeg",
  "image/webp",
  "text/csv",
  "text/plain",
] as const;
export type MediaType = (typeof mediaTypes)[number];

/** The first bytes of a format, a question mark standing for any byte. */
const signatures: readonly [MediaType, string][] = [
  ["application/pdf", "%PDF-"],
  ["image/png", "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/webp", "RIFF????WEBP"],
];

/** What a file is, by its bytes whatever it is called; null of what may not be attached. `text` is what a text says. */
export function mediaTypeOf(bytes: Uint8Array): { type: MediaType; text: string | null } | null {
  const known = signatures.find(([, signature]) =>
    [...signature].every((sign, i) => sign === "?" || bytes[i] === sign.charCodeAt(0)),
  );
  if (known) return { type: known[0], text: null };
  const text = textOf(bytes);
  return text === null ? null : { type: isTable(text) ? "text/csv" : "text/plain", text };
}

/** A text in UTF-8 without signs that no text has; null of anything else. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    return text.trim() === "" || hasControls(text) ? null : text;
  } catch {
    return null;
  }
}

/** Whether a text has control characters other than those that end lines and pages or stand between columns. */
const hasControls = (text: string): boolean => /[^\P{Cc}\t\n\f\r]/u.test(text);

const LINES_LOOKED_AT = 10;

/** Whether the first lines of a text, two at least, have equally many of one separator each. */
function isTable(text: string): boolean {
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== "")
    .slice(0, LINES_LOOKED_AT);
  return [",", ";", "\t"].some((separator) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(separator).length);
    return lines.length >= 2 && counts[0]! > 1 && counts.every((count) => count === counts[0]);
  });
}
