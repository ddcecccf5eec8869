/**
 * The one JSON text of a value, by RFC 8785: no spaces, names sorted by their UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Throws of what JSON does not have.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => `${text(name)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "string") return text(value);
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return JSON.stringify(value);
  throw new TypeError(`JSON has no ${typeof value === "number" ? value : typeof value}`);
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("A text has half of a surrogate pair");
  return JSON.stringify(value);
}
