import type { Platform } from "./platform.ts";

/** A column of one organisation's rows that holds envelopes, and how one row's value is sealed anew; null where it need not be. */
export type SealedColumn = {
  table: string;
  column: string;
  /** What else of the row tells where its envelopes belong. */
  keys: readonly string[];
  /** The column with the organisation, where it is named otherwise. */
  owner?: string;
  /** Which values may hold an envelope of the ring, where they are not one as a whole. */
  holds?: string;
  reseal: (platform: Platform, row: Record<string, string>, value: string) => Promise<string | null>;
};

const ROWS_AT_ONCE = 100;

/**
 * Seals anew what old keys of the ring sealed in a column of an organisation; tells of how many rows. A row that was written
 * meanwhile keeps what was written. Again after a fault, it goes on.
 */
export async function resealColumn(
  platform: Platform,
  organizationId: string,
  { table, column, keys, owner = "organization_id", holds, reseal }: SealedColumn,
): Promise<number> {
  const { DB } = platform.env;
  // Names come from code; `+` keeps SQLite from walking the whole table in the order of its rows.
  const query = `SELECT rowid AS place, ${[column, ...keys].join(", ")} FROM ${table} WHERE ${owner} = ? AND +rowid > ?
    AND ${holds ?? `${column} GLOB 'v1.*'`} AND ${column} NOT GLOB ? ORDER BY +rowid LIMIT ${ROWS_AT_ONCE}`;
  let resealed = 0;
  for (let after = 0; ; ) {
    const { results } = await DB.prepare(query)
      .bind(organizationId, after, `v1.${platform.sealer.keyId}.*`)
      .all<Record<string, string> & { place: number }>();
    const changes: D1PreparedStatement[] = [];
    for (const { place, ...row } of results) {
      const before = row[column] ?? "";
      const sealed = await reseal(platform, row, before);
      if (sealed === null || sealed === before) continue;
      const change = `UPDATE ${table} SET ${column} = ? WHERE rowid = ? AND ${column} = ?`;
      changes.push(DB.prepare(change).bind(sealed, place, before));
    }
    if (changes.length > 0) await DB.batch(changes);
    resealed += changes.length;
    const last = results.at(-1);
    if (results.length < ROWS_AT_ONCE || !last) return resealed;
    after = last.place;
  }
}
