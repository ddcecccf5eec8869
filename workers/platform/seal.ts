import { Buffer } from "node:buffer";
import { createCipheriv, randomBytes } from "node:crypto";

/**
 * AES-256-GCM envelopes for personal data and secrets at rest (NIST SP 800-38D): `v1.<key id>.<nonce>.<ciphertext>`, the
 * parts in base64url. The associated data names where the value belongs (`table|column|row`), so that a ciphertext
 * cannot be moved to another row.
 */
export class Sealer {
  readonly #keys: Map<string, Promise<CryptoKey>>;
  readonly #currentKeyId: string;
  readonly #currentKey: string;
  readonly #indexKey: Promise<CryptoKey>;

  /** `ring` is `id:base64,id:base64`, the first being the one that seals; each key has 32 bytes. */
  constructor(ring: string, indexSecret: string) {
    const entries = ring.split(",").map((entry) => entry.trim().split(":") as [string, string]);
    const [first] = entries;
    if (!first?.[0] || !first[1]) throw new Error("SEAL_KEYS must be id:base64[,id:base64]");
    this.#currentKeyId = first[0];
    this.#currentKey = first[1];
    this.#keys = new Map(entries.map(([id, key]) => [id, importSealKey(id, key)]));
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
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", sealKeyBytes(this.#currentKeyId, this.#currentKey), nonce);
    cipher.setAAD(utf8(belongsTo));
    const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1.${this.#currentKeyId}.${toBase64Url(nonce)}.${toBase64Url(sealed)}`;
  }

  /** The sealed text; throws when the envelope was changed, moved to another place, or its key is gone. */
  async open(envelope: string, belongsTo: string): Promise<string> {
    const [version, keyId = "", nonce = "", cipher = ""] = envelope.split(".");
    if (version !== "v1") throw new Error("Unknown envelope version");
    const key = await this.#key(keyId);
    const parameters = { name: "AES-GCM", iv: fromBase64Url(nonce), additionalData: utf8(belongsTo) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, fromBase64Url(cipher)));
  }

  /** A keyed hash under which a sealed value can still be found: equal values give equal hashes. */
  async blindIndex(value: string): Promise<string> {
    const mac = await crypto.subtle.sign("HMAC", await this.#indexKey, utf8(value));
    return toBase64Url(new Uint8Array(mac));
  }

  #key(id: string): Promise<CryptoKey> {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`Seal key ${id} is not configured`);
    return key;
  }
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
