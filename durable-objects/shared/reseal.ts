import type { Sealer } from "#platform/seal";

type Row = Record<string, string | number>;

/** Seals anew what old keys of the ring sealed among these rows of an object; tells of how many. */
export function resealRows(
  sql: SqlStorage,
  sealer: Sealer,
  { table, column, keys, where = "1" }: { table: string; column: string; keys: readonly string[]; where?: string },
  placeOf: (row: Row) => string,
  ...values: SqlStorageValue[]
): number {
  const query = `SELECT ${[column, ...keys].join(", ")} FROM ${table} WHERE ${column} GLOB 'v1.*' AND ${column} NOT GLOB ? AND ${where}`;
  const rows = sql.exec<Row>(query, `v1.${sealer.keyId}.*`, ...values).toArray();
  for (const row of rows) {
    const sealed = sealer.resealNow(String(row[column]), placeOf(row));
    const same = keys.map((key) => `${key} = ?`).join(" AND ");
    sql.exec(`UPDATE ${table} SET ${column} = ? WHERE ${same}`, sealed, ...keys.map((key) => row[key] ?? null));
  }
  return rows.length;
}
