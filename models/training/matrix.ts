import { ParquetWriter } from "hyparquet-writer";
import { fileWriter } from "hyparquet-writer/src/node.js";
import { type Features, featureNames } from "../../workers/antifraud/signals/features.ts";
import type { LabelledTransaction } from "./transaction-file.ts";

const ROWS_A_GROUP = 50_000;

/**
 * Writes a feature matrix as Parquet: `transaction_id`, `at` (epoch milliseconds), `label` (-1 where nobody says),
 * `pattern`, `city`, then every feature as a 32-bit float, NaN where missing. Nothing is compressed: it is read once and soon.
 */
export class MatrixWriter {
  readonly #writer: ParquetWriter;
  readonly #values = featureNames.map(() => new Float32Array(ROWS_A_GROUP));
  readonly #ids: string[] = [];
  readonly #times: bigint[] = [];
  readonly #labels: number[] = [];
  readonly #patterns: string[] = [];
  readonly #cities: string[] = [];
  #rows = 0;

  constructor(path: string, about: Record<string, string>) {
    const required = { repetition_type: "REQUIRED" } as const;
    const text = { type: "BYTE_ARRAY", converted_type: "UTF8", ...required } as const;
    this.#writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: [
        { name: "root", num_children: 5 + featureNames.length },
        { name: "transaction_id", ...text },
        { name: "at", type: "INT64", ...required },
        { name: "label", type: "INT32", ...required },
        { name: "pattern", ...text },
        { name: "city", ...text },
        ...featureNames.map((name) => ({ name, type: "FLOAT", ...required }) as const),
      ],
      codec: "UNCOMPRESSED",
      statistics: false,
      kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    });
  }

  add({ transaction, label, pattern }: LabelledTransaction, at: number, features: Features): void {
    const row = this.#ids.push(transaction.transaction_id) - 1;
    this.#times.push(BigInt(at));
    this.#labels.push(label ?? -1);
    this.#patterns.push(pattern ?? "");
    this.#cities.push(transaction.location?.city ?? "");
    for (let i = 0; i < featureNames.length; i++) this.#values[i]![row] = features[featureNames[i]!] ?? Number.NaN;
    if (row === ROWS_A_GROUP - 1) this.#flush();
  }

  /** Writes what is left; returns the number of rows. */
  finish(): number {
    this.#flush();
    this.#writer.finish();
    return this.#rows;
  }

  #flush(): void {
    const rows = this.#ids.length;
    if (rows === 0) return;
    this.#writer.write({
      rowGroupSize: rows,
      columnData: [
        { name: "transaction_id", data: this.#ids, encoding: "PLAIN" },
        { name: "at", data: this.#times, encoding: "PLAIN" },
        { name: "label", data: this.#labels, encoding: "PLAIN" },
        { name: "pattern", data: this.#patterns },
        { name: "city", data: this.#cities },
        ...featureNames.map(
          (name, i) => ({ name, data: this.#values[i]!.subarray(0, rows), encoding: "PLAIN" }) as const,
        ),
      ],
    });
    this.#rows += rows;
    for (const column of [this.#ids, this.#times, this.#labels, this.#patterns, this.#cities]) column.length = 0;
  }
}
