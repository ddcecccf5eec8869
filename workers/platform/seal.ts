import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { type Subject, subjectName } from "./subject.ts";
import { combineKeys, type SubjectKeyStore, SubjectKeys } from "./subject-keys.ts";

/**
 * AES-256-GCM envelopes for personal data and secrets at rest (NIST SP 800-38D), the parts in base64url. The associated data
 * names where the value belongs (`table|column|row`), so that a ciphertext cannot be moved to another row.
 *
 * `v1.<key id>.<nonce>.<ciphertext>` is sealed by a key of the ring. `v2.<organisation>.<key ids>.<nonce>.<ciphertext>` is
 * sealed by the key of whom it is about, which the ring seals; once that key is destroyed, nothing opens it. A sealed file is one
 * line, the same up to the nonce, with its ciphertext behind it.
 */
export class Sealer {
  readonly #keys: Map<string, Promise<CryptoKey>>;
  readonly #ring: ReadonlyMap<string, string>;
  readonly #subjects: SubjectKeys | undefined;
  readonly #currentKeyId: string;
  readonly #indexKey: Promise<CryptoKey>;
  readonly #indexSecret: Uint8Array;

  /**
   * `ring` is `id:base64,id:base64`, the first being the one that seals; each key has 32 bytes. Without a store of subjects'
   * keys everything is sealed by the ring.
   */
  constructor(ring: string, indexSecret: string, subjectKeys?: SubjectKeyStore) {
    const entries = ring.split(",").map((entry) => entry.trim().split(":") as [string, string]);
    const [first] = entries;
    if (!first?.[0] || !first[1]) throw new Error("SEAL_KEYS must be id:base64[,id:base64]");
    this.#currentKeyId = first[0];
    this.#ring = new Map(entries);
    this.#keys = new Map(entries.map(([id, key]) => [id, importSealKey(id, key)]));
    this.#subjects =
      subjectKeys &&
      new SubjectKeys(subjectKeys, indexSecret, (wrapped, place) => fromBase64Url(this.openNow(wrapped, place)));
    this.#indexSecret = utf8(indexSecret);
    this.#indexKey = crypto.subtle.importKey("raw", utf8(indexSecret), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
  }

  async seal(plain: string, belongsTo: string): Promise<string> {
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const key = await this.#key(this.#currentKeyId);
    const cipher = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: utf8(belongsTo) },
      key,
      utf8(plain),
    );
    return `v1.${this.#currentKeyId}.${toBase64Url(nonce)}.${toBase64Url(new Uint8Array(cipher))}`;
  }

  /** The same envelope without waiting, for rows that are made where nobody may wait. */
  sealNow(plain: string, belongsTo: string): string {
    return `v1.${this.#currentKeyId}.${encrypt(this.#bytesOf(this.#currentKeyId), plain, belongsTo)}`;
  }

  /** Seals what is about these subjects of an organisation by their keys. */
  async sealFor(owner: string, subjects: readonly Subject[], plain: string, belongsTo: string): Promise<string> {
    if (!this.#subjects) return this.seal(plain, belongsTo);
    return (await this.takeKeys(owner, subjects)).seal(subjects, plain, belongsTo);
  }

  /** The keys of many subjects in one call, for rows that are sealed together. */
  async takeKeys(owner: string, subjects: readonly Subject[]): Promise<SubjectSealer> {
    const store = this.#subjects;
    const taken = await store?.take(owner, subjects);
    return {
      seal: (about, plain, belongsTo) => {
        if (!store || !taken) return this.sealNow(plain, belongsTo);
        const keys = about.map((subject) => taken.get(subjectName(subject))!);
        return `v2.${owner}.${keys.map(({ id }) => id).join(",")}.${encrypt(store.combine(keys), plain, belongsTo)}`;
      },
      sealBytes: (about, plain, belongsTo) => {
        const nonce = randomBytes(12);
        const end = `${toBase64Url(nonce)}\n`;
        if (!store || !taken) {
          const keyId = this.#currentKeyId;
          return sealedFile(`v1.${keyId}.${end}`, encryptBytes(this.#bytesOf(keyId), nonce, plain, belongsTo));
        }
        const keys = about.map((subject) => taken.get(subjectName(subject))!);
        const head = `v2.${owner}.${keys.map(({ id }) => id).join(",")}.${end}`;
        return sealedFile(head, encryptBytes(store.combine(keys), nonce, plain, belongsTo));
      },
      erasedAt: (subject) => taken?.get(subjectName(subject))?.erasedAt ?? null,
    };
  }

  /**
   * Destroys the key of a subject for a request, once: whatever it sealed is unreadable everywhere within a second, for good.
   * Tells when that was, epoch milliseconds.
   */
  async destroyKey(owner: string, subject: Subject, request: string): Promise<number> {
    if (!this.#subjects) throw new Error("There are no keys of subjects here");
    return this.#subjects.destroy(owner, subject, request);
  }

  /** The id of the key that seals. */
  get keyId(): string {
    return this.#currentKeyId;
  }

  /** An envelope of the ring under the key that seals now; any other as it is. */
  resealNow(envelope: string, belongsTo: string): string {
    const isOld = envelope.startsWith("v1.") && !envelope.startsWith(`v1.${this.#currentKeyId}.`);
    return isOld ? this.sealNow(this.openNow(envelope, belongsTo), belongsTo) : envelope;
  }

  /** What an envelope of the ring holds, without waiting. */
  openNow(envelope: string, belongsTo: string): string {
    const [version, keyId = "", nonce = "", cipher = ""] = envelope.split(".");
    if (version !== "v1") throw new Error("Not an envelope of the ring");
    return decrypt(this.#bytesOf(keyId), nonce, cipher, belongsTo);
  }

  /** The sealed text; throws when the envelope was changed, moved to another place, or its key is gone. */
  async open(envelope: string, belongsTo: string): Promise<string> {
    const [version, keyId = "", nonce = "", cipher = "", rest = ""] = envelope.split(".");
    if (version === "v2" && this.#subjects) {
      const ids = nonce.split(",");
      return decrypt(combineKeys(ids, await this.#subjects.read(keyId, ids)), cipher, rest, belongsTo);
    }
    if (version !== "v1") throw new Error("Unknown envelope version");
    const key = await this.#key(keyId);
    const parameters = { name: "AES-GCM", iv: fromBase64Url(nonce), additionalData: utf8(belongsTo) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, fromBase64Url(cipher)));
  }

  /** What a sealed file holds; throws as `open` does. */
  async openBytes(file: Uint8Array, belongsTo: string): Promise<Uint8Array> {
    const end = file.indexOf(LINE_END);
    const [version, keyId = "", second = "", third = ""] = new TextDecoder().decode(file.subarray(0, end)).split(".");
    const sealed = file.subarray(end + 1);
    if (version === "v1") return decryptBytes(this.#bytesOf(keyId), second, sealed, belongsTo);
    if (version !== "v2" || !this.#subjects) throw new Error("Unknown envelope version");
    const ids = second.split(",");
    return decryptBytes(combineKeys(ids, await this.#subjects.read(keyId, ids)), third, sealed, belongsTo);
  }

  /** A keyed hash under which a sealed value can still be found: equal values give equal hashes. */
  async blindIndex(value: string): Promise<string> {
    const mac = await crypto.subtle.sign("HMAC", await this.#indexKey, utf8(value));
    return toBase64Url(new Uint8Array(mac));
  }

  /** The same hash without waiting. */
  indexNow(value: string): string {
    return createHmac("sha256", this.#indexSecret).update(value).digest("base64url");
  }

  #bytesOf(id: string): Uint8Array {
    const base64 = this.#ring.get(id);
    if (base64 === undefined) throw new Error(`Seal key ${id} is not configured`);
    return sealKeyBytes(id, base64);
  }

  #key(id: string): Promise<CryptoKey> {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`Seal key ${id} is not configured`);
    return key;
  }
}

/** Seals by keys of subjects that are at hand. */
export type SubjectSealer = {
  seal: (about: readonly Subject[], plain: string, belongsTo: string) => string;
  /** As `seal`, of a file. */
  sealBytes: (about: readonly Subject[], plain: Uint8Array, belongsTo: string) => Uint8Array;
  /** When a key of the subject was destroyed, epoch milliseconds; what is older than that is to be sealed no more. */
  erasedAt: (subject: Subject) => number | null;
};

function encrypt(key: Uint8Array, plain: string, belongsTo: string): string {
  const nonce = randomBytes(12);
  return `${toBase64Url(nonce)}.${toBase64Url(encryptBytes(key, nonce, utf8(plain), belongsTo))}`;
}

const decrypt = (key: Uint8Array, nonce: string, sealed: string, belongsTo: string): string =>
  Buffer.from(decryptBytes(key, nonce, fromBase64Url(sealed), belongsTo)).toString("utf8");

function encryptBytes(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, belongsTo: string): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(utf8(belongsTo));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

const LINE_END = 0x0a;
const sealedFile = (head: string, sealed: Uint8Array): Uint8Array => Buffer.concat([utf8(head), sealed]);

function decryptBytes(key: Uint8Array, nonce: string, bytes: Uint8Array, belongsTo: string): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", key, fromBase64Url(nonce), { authTagLength: 16 });
  decipher.setAAD(utf8(belongsTo));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}

const importSealKey = async (id: string, base64: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", sealKeyBytes(id, base64), "AES-GCM", false, ["encrypt", "decrypt"]);

function sealKeyBytes(id: string, base64: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""));
  if (bytes.length !== 32) throw new Error(`Seal key ${id} must have 32 bytes`);
  return bytes;
}

const encoder = new TextEncoder();
const utf8 = (text: string) => encoder.encode(text);

export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "base64url"));
