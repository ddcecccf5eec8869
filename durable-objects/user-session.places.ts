/** So many addresses and so many kinds of device are known, each for so long after it was seen last. */
const MOST_KNOWN = 20;
const KNOWN_MS = 180 * 24 * 3600 * 1000;

type Kind = "addresses" | "devices";

/** From where a person signed in: addresses and kinds of device, each by its keyed hash. */
export class KnownPlaces {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Notes a sign-in; whether its address or its kind of device is new to a person who signed in before. */
  remember({ address, device }: { address: string; device: string }, now: number): boolean {
    const isNewAddress = this.#remember("addresses", address, now);
    const isNewDevice = this.#remember("devices", device, now);
    return isNewAddress || isNewDevice;
  }

  knows(kind: Kind, key: string, now: number): boolean {
    const [row] = this.#sql.exec<{ seen_at: number }>(`SELECT seen_at FROM ${kind} WHERE key = ?`, key).toArray();
    return row !== undefined && row.seen_at > now - KNOWN_MS;
  }

  #remember(kind: Kind, key: string, now: number): boolean {
    const isFirst = this.#sql.exec(`SELECT 1 FROM ${kind} LIMIT 1`).toArray().length === 0;
    const isNew = !isFirst && !this.knows(kind, key, now);
    this.#sql.exec(`INSERT OR REPLACE INTO ${kind} VALUES (?, ?)`, key, now);
    this.#sql.exec(
      `DELETE FROM ${kind} WHERE key NOT IN (SELECT key FROM ${kind} ORDER BY seen_at DESC LIMIT ?)`,
      MOST_KNOWN,
    );
    return isNew;
  }
}
