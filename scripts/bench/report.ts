import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../build.ts";

type Row = { what: string; figure: number; unit: string; target: string; holds: boolean | null };

/** What a bench found: each figure is printed as it is added, all of them are written at the end. */
export function openReport() {
  const rows: Row[] = [];
  const add = (what: string, figure: number, unit: string, target = "", holds: boolean | null = null) => {
    rows.push({ what, figure, unit, target, holds });
    console.log(
      `  ${what.padEnd(58)} ${figure.toFixed(figure < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(12)} ${target}${holds === false ? "  MISSED" : ""}`,
    );
  };
  /** Writes the figures into a file below the repository, and says which targets were missed. */
  const close = (file: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    const report = { at: new Date().toISOString(), cpus: cpus().length, rows };
    writeFileSync(join(root, file), `${JSON.stringify(report, null, 2)}\n`);
    const missed = rows.filter(({ holds }) => holds === false).map(({ what }) => what);
    console.log(
      `\n${missed.length === 0 ? "Every target is met." : `Missed: ${missed.join("; ")}`} Written to ${file}.`,
    );
  };
  return { add, close };
}
