import readme from "../../../README.md?raw";

/** A measured figure with its target; `unit` as the README writes it. */
export type Measured = { value: number; target: number; isAtLeast: boolean; isMissed: boolean; unit: string };

/**
 * A figure of the bench table of the README, so that the site tells what was measured last: its row, and which of the values
 * that stand there side by side. The build stops where the table lacks it.
 */
export function measured(row: string, index = 0): Measured {
  const line = readme.split("\n").find((text) => text.startsWith(`| ${row} |`));
  const [, , values = "", targets = ""] = line?.split("|") ?? [];
  const value = numbersOf(values)[index];
  const target = numbersOf(targets)[index];
  const unit = /[a-z/]+\s*$/.exec(values)?.[0].trim();
  if (value === undefined || target === undefined || Number.isNaN(value + target) || !unit)
    throw new Error(`The bench table of README.md has no “${row}”`);
  const isAtLeast = targets.includes("≥");
  return { value, target, isAtLeast, isMissed: isAtLeast ? value < target : value > target, unit };
}

const numbersOf = (cell: string): number[] =>
  cell.split(" / ").map((part) => Number.parseFloat(part.replaceAll(/[≤≥,\s]/g, "")));
