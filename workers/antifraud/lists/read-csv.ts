/** A row of a file with the number of the line on which it begins, from 1. */
export type CsvRow = { line: number; cells: string[] };

/**
 * The rows of a CSV file as RFC 4180 has it, empty ones left out; parted by commas, or by the semicolons that spreadsheets of
 * the region write. A quote that is never closed ends with the file, and is told by `isOpen`.
 */
export function readCsv(text: string): { rows: CsvRow[]; isOpen: boolean } {
  const source = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let [cells, cell, line, begunOn, isQuoted] = [[] as string[], "", 1, 1, false];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== "")) rows.push({ line: begunOn, cells });
    [cells, cell] = [[], ""];
  };
  for (let i = 0; i < source.length; i++) {
    const character = source[i]!;
    if (character === "\n") line++;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (source[i + 1] === '"') cell += source[++i];
      else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") [cell, isQuoted] = ["", true];
    else if (character === separator) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") {
      endRow();
      begunOn = line;
    } else if (character !== "\r") cell += character;
  }
  endRow();
  return { rows, isOpen: isQuoted };
}

/** What parts the cells: whichever of both stands first on the first line, outside quotes. */
function separatorOf(source: string): string {
  const [first = ""] = source.split("\n", 1);
  return /[,;]/.exec(first.replaceAll(/"[^"]*"/g, ""))?.[0] ?? ",";
}

/** A text as it was before `toCsvRow` kept spreadsheets from computing it. */
export const unguarded = (cell: string): string => cell.replace(/^'(?=[\s\u200B]*[=+\-@＝＋－＠]|[\t\r\n])/, "").trim();
