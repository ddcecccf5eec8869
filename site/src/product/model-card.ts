import card from "../../../models/fraud-risk/CARD.md?raw";

/** The rows of the card's tables whose first cell is this, cell by cell. */
const rowsOf = (first: string): string[][] =>
  card
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => cells[1] === first);

/** A share as a number between 0 and 1, from a cell that writes per cent. */
const shareOf = (cell = "") => (cell.endsWith("%") ? Number.parseFloat(cell) / 100 : Number.NaN);

/**
 * What the card of the shipped model says of payments that it never saw, a score above 800 being what blocks. The build stops
 * where the card is told otherwise.
 */
export function shippedModel() {
  const version = /, (v[\d.]+-\w+)$/m.exec(card)?.[1];
  const overall = rowsOf("other seed")[0] ?? [];
  const [, , payments = "", , , precision = ""] = overall;
  const found = rowsOf("all")[0] ?? [];
  const figures = {
    payments: Number(payments.replaceAll(",", "")),
    precision: Number(precision),
    // Two columns for each set of rows: from 500, above 800; the later period comes first.
    found: shareOf(found[5]),
    troubled: shareOf(rowsOf("800")[0]?.[5]),
  };
  if (!version || Object.values(figures).some(Number.isNaN))
    throw new Error("models/fraud-risk/CARD.md lacks the figures of the other seed");
  return { version, ...figures };
}
