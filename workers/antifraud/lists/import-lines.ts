import { wrongExpiry } from "./change-entries.ts";
import type { ListSubject } from "./list-subjects.ts";
import { type ListValue, readListValue } from "./list-values.ts";
import { type CsvRow, unguarded } from "./read-csv.ts";

export type CheckedLine = {
  value: ListValue;
  reason: string | null;
  reference: string | null;
  expiresAt: number | null;
};
type BadLine = { line: number; reason: string };

const columns = ["value", "reason", "reference", "expires_at"] as const;
type Column = (typeof columns)[number];

/** Columns that an export has beside these, and nobody reads back. */
const ignored = new Set(["entry_id", "status", "created_by", "created_at", "removed_by", "removed_at"]);

/** ISO 8601 with a zone, or a day, which means its beginning in UTC. */
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** The lines of a file that can be added, and what is wrong with the others, in their order. Repeats no value. */
export function checkLines(
  subject: ListSubject,
  { rows, isOpen }: { rows: readonly CsvRow[]; isOpen: boolean },
  now: number,
): { good: CheckedLine[]; bad: BadLine[]; lines: number } {
  const header = headerOf(rows[0]);
  const body = header ? rows.slice(1) : rows;
  const seen = new Map<string, number>();
  const good: CheckedLine[] = [];
  const bad: BadLine[] = [...(header?.unknown ?? [])];
  for (const [i, row] of body.entries()) {
    const refuse = (reason: string) => void bad.push({ line: row.line, reason });
    if (isOpen && i === body.length - 1) refuse("A quote is not closed");
    else {
      const read = readLine(subject, row, header?.places ?? [...columns], now);
      if ("wrong" in read) refuse(read.wrong);
      else {
        const first = seen.get(read.value.form);
        if (first !== undefined) refuse(`Is the same as line ${first}`);
        else good.push(read);
        seen.set(read.value.form, first ?? row.line);
      }
    }
  }
  return { good, bad, lines: body.length };
}

/** The columns that a first line names; undefined where it is a line like the others. */
function headerOf(row: CsvRow | undefined): { places: (Column | null)[]; unknown: BadLine[] } | undefined {
  const names = row?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (!row || !names.includes("value")) return undefined;
  const unknown = names.filter((name) => !columns.includes(name as Column) && !ignored.has(name));
  return {
    places: names.map((name) => columns.find((column) => column === name) ?? null),
    unknown: unknown.length > 0 ? [{ line: row.line, reason: "Names a column that there is not" }] : [],
  };
}

function readLine(
  subject: ListSubject,
  { cells }: CsvRow,
  places: readonly (Column | null)[],
  now: number,
): CheckedLine | { wrong: string } {
  const said: Partial<Record<Column, string>> = {};
  for (const [i, cell] of cells.entries()) {
    const column = places[i];
    if (column) said[column] = unguarded(cell);
    else if (column === undefined && cell.trim() !== "") return { wrong: "Has more cells than columns" };
  }
  const value = readListValue(subject, said.value ?? "");
  if ("wrong" in value) return value;
  const { reason = "", reference = "", expires_at: expiry = "" } = said;
  if (reason.length > 500) return { wrong: "reason: Must have at most 500 characters" };
  if (reference.length > 100) return { wrong: "reference: Must have at most 100 characters" };
  const at = expiry === "" ? null : TIME.test(expiry) ? Date.parse(expiry) : Number.NaN;
  if (Number.isNaN(at)) return { wrong: "expires_at: Must be a time such as 2026-12-01T00:00:00Z" };
  const wrong = at === null ? undefined : wrongExpiry(at, now);
  if (wrong) return { wrong: `expires_at: ${wrong}` };
  return { value, reason: reason || null, reference: reference || null, expiresAt: at };
}
