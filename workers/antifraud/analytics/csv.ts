import type { Cell, TableFile } from "./table-file.ts";

/** Marks the file as UTF-8 for the spreadsheets that guess otherwise. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** What spreadsheets take for a formula at the beginning of a cell, also in its full-width form and behind blanks. */
const FORMULA = /^[\s\u200B]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A table as RFC 4180 has it, in UTF-8. */
export function csvFile(): TableFile {
  const encoder = new TextEncoder();
  const write = (rows: readonly (readonly Cell[])[]) => encoder.encode(rows.map(toCsvRow).join(""));
  return {
    begin: (names) => encoder.encode(BYTE_ORDER_MARK + toCsvRow(names)),
    add: write,
    end: () => new Uint8Array(0),
  };
}

/** A text of the outside as it may stand in a cell: a formula is shown instead of computed. */
const toText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Numbers stand as they are, texts are made harmless, null is an empty cell. */
export function toCsvRow(cells: readonly Cell[]): string {
  const written = cells.map((cell) => {
    if (cell === null) return "";
    if (typeof cell === "number") return String(cell);
    if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace("T", " ");
    const text = toText(cell);
    return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(",")}\r\n`;
}
