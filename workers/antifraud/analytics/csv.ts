/** Marks the file as UTF-8 for the spreadsheets that guess otherwise. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** What spreadsheets take for a formula at the beginning of a cell, also in its full-width form and behind blanks. */
const FORMULA = /^[\s\u200B]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A text of the outside as it may stand in a cell: a formula is shown instead of computed. */
const toText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One row as RFC 4180 has it. Numbers stand as they are, texts are made harmless, null is an empty cell. */
export function toCsvRow(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? "" : typeof cell === "number" ? String(cell) : toText(cell);
    return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(",")}\r\n`;
}
