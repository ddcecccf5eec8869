import { createHmac, hkdfSync } from "node:crypto";
import { type Subject, subjectName } from "./subject.ts";

/** A subject's key as its object keeps it: sealed by the ring. `erasedAt` tells when the key before it was destroyed, if one was. */
export type KeptSubjectKey = { id: string; wrapped: string; erasedAt: number | null };

/** Where keys of subjects are kept, by organisation. */
export type SubjectKeyStore = {
  /** The keys of subjects by their index, made where there are none, in the order asked for. */
  take: (owner: string, indexes: string[]) => Promise<KeptSubjectKey[]>;
  /** The keys of these ids, sealed; null of those that were destroyed. */
  read: (owner: string, ids: string[]) => Promise<(string | null)[]>;
  /** Destroys a subject's key for good, once for a request; tells when. */
  destroy: (owner: string, index: string, request: string) => Promise<number>;
};

/** An envelope cannot be opened any more, since the key of whom it is about was destroyed. */
export class KeyDestroyed extends Error {
  constructor() {
    super("The key of this envelope was destroyed");
    this.name = "KeyDestroyed";
  }
}

/** How long an isolate opens with a key that it knows; a destroyed one opens nothing anywhere after that. */
const REMEMBERED_MS = 1000;
const REMEMBERED_KEYS = 10_000;

/** What was computed stays at hand for so long: payers come again, and each step costs a cipher. */
const COMPUTED_MS = 60_000;

/** Where the envelope of a subject's key belongs. */
export const placeOfSubjectKey = (owner: string, id: string): string => `subject_keys|wrapped|${owner}|${id}`;

/** Keys by their ids; null of those that were destroyed. */
type Keys = Map<string, Uint8Array | null>;

type Batch = { ids: Set<string>; found: Promise<Keys> };

/** Keys of subjects as one isolate knows them. What it opens with is remembered for a second, what it seals with is asked for. */
export class SubjectKeys {
  readonly #store: SubjectKeyStore;
  readonly #indexSecret: string;
  readonly #unwrap: (wrapped: string, place: string) => Uint8Array;
  readonly #known = new Map<string, { key: Uint8Array | null; until: number }>();
  readonly #asking = new Map<string, Batch>();
  /** Keys to seal with, by the ids that the store gave: it never gives one that was destroyed. */
  readonly #unwrapped = new Computed<Uint8Array>();
  readonly #combined = new Computed<Uint8Array>();
  readonly #indexes = new Computed<string>();

  constructor(store: SubjectKeyStore, indexSecret: string, unwrap: (wrapped: string, place: string) => Uint8Array) {
    this.#store = store;
    this.#indexSecret = indexSecret;
    this.#unwrap = unwrap;
  }

  /** The keys of subjects, by their names. */
  async take(owner: string, subjects: readonly Subject[]): Promise<Map<string, TakenKey>> {
    const names = [...new Set(subjects.map(subjectName))];
    const kept = await this.#store.take(
      owner,
      names.map((name) => this.#indexOf(owner, name)),
    );
    return new Map(
      names.map((name, i) => {
        const { id, wrapped, erasedAt } = kept[i]!;
        const place = placeOfSubjectKey(owner, id);
        return [name, { id, key: this.#unwrapped.get(place, () => this.#unwrap(wrapped, place)), erasedAt }];
      }),
    );
  }

  /** The keys of these ids; throws where one was destroyed. */
  async read(owner: string, ids: readonly string[]): Promise<Uint8Array[]> {
    const now = Date.now();
    const keys: Keys = new Map();
    for (const id of ids) {
      const known = this.#known.get(`${owner}|${id}`);
      if (known && known.until > now) keys.set(id, known.key);
    }
    const missing = ids.filter((id) => !keys.has(id));
    if (missing.length > 0) for (const [id, key] of await this.#ask(owner, missing)) keys.set(id, key);
    return ids.map((id) => {
      const key = keys.get(id);
      if (!key) throw new KeyDestroyed();
      return key;
    });
  }

  /** The key of what is about all of these at once. */
  combine(taken: readonly TakenKey[]): Uint8Array {
    const ids = taken.map(({ id }) => id);
    return this.#combined.get(ids.join(","), () =>
      combineKeys(
        ids,
        taken.map(({ key }) => key),
      ),
    );
  }

  async destroy(owner: string, subject: Subject, request: string): Promise<number> {
    const at = await this.#store.destroy(owner, this.#indexOf(owner, subjectName(subject)), request);
    for (const memory of [this.#known, this.#unwrapped, this.#combined]) memory.clear();
    return at;
  }

  /** Rows that are opened together ask together: one call for a page of them. */
  #ask(owner: string, ids: readonly string[]): Promise<Keys> {
    const open = this.#asking.get(owner);
    if (open) {
      for (const id of ids) open.ids.add(id);
      return open.found;
    }
    const all = new Set(ids);
    const found = Promise.resolve().then(async () => {
      this.#asking.delete(owner);
      const asked = [...all];
      const wrapped = await this.#store.read(owner, asked);
      if (this.#known.size >= REMEMBERED_KEYS) this.#known.clear();
      const until = Date.now() + REMEMBERED_MS;
      const keys: Keys = new Map();
      for (const [i, id] of asked.entries()) {
        const envelope = wrapped[i] ?? null;
        const key = envelope === null ? null : this.#unwrap(envelope, placeOfSubjectKey(owner, id));
        this.#known.set(`${owner}|${id}`, { key, until });
        keys.set(id, key);
      }
      return keys;
    });
    this.#asking.set(owner, { ids: all, found });
    return found;
  }

  /** A keyed hash, so that the store of keys does not list whom an organisation knows. */
  #indexOf(owner: string, name: string): string {
    const text = `subject|${owner}|${name}`;
    return this.#indexes.get(text, () => createHmac("sha256", this.#indexSecret).update(text).digest("base64url"));
  }
}

/** What was computed lately, by name; forgotten all at once when it is old or much. */
class Computed<Value> {
  readonly #values = new Map<string, Value>();
  #until = 0;

  get(name: string, compute: () => Value): Value {
    const now = Date.now();
    if (now >= this.#until || this.#values.size >= REMEMBERED_KEYS) {
      this.#values.clear();
      this.#until = now + COMPUTED_MS;
    }
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = compute();
    this.#values.set(name, value);
    return value;
  }

  clear(): void {
    this.#values.clear();
  }
}

type TakenKey = { id: string; key: Uint8Array; erasedAt: number | null };

/** The key of what is about several subjects at once: all of theirs are needed to have it, so it is gone with any of them. */
export function combineKeys(ids: readonly string[], keys: readonly Uint8Array[]): Uint8Array {
  if (keys.length === 1) return keys[0]!;
  const together = new Uint8Array(keys.length * 32);
  for (const [i, key] of keys.entries()) together.set(key, i * 32);
  return new Uint8Array(hkdfSync("sha256", together, new Uint8Array(0), `subjects|${ids.join(",")}`, 32));
}
