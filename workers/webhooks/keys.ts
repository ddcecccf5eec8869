import { Buffer } from "node:buffer";
import type { Sealer } from "#platform/seal";

/** A pair of signing keys of an endpoint at rest: the secret ones in envelopes. */
export type KeptKey = {
  id: string;
  /** Envelope of `whsec_…`, shared with the receiver. */
  secret: string;
  /** Envelope of `whsk_…`, which never leaves the platform. */
  privateKey: string;
  /** `whpk_…`, by which anyone can tell that we signed. */
  publicKey: string;
  createdAt: number;
  /** When it stops signing; null of the newest. */
  expiresAt: number | null;
};

/** What signs a delivery. */
export type SigningKey = { hmac: CryptoKey; ed25519: CryptoKey };

type Owner = { organizationId: string; endpointId: string };

/** More would make the signature header long; the oldest gives way. */
const MOST_KEYS = 5;
const SECRET_BYTES = 32;
const ED25519 = { name: "Ed25519" } as const;

const placeOf = ({ organizationId, endpointId }: Owner, field: string, keyId: string) =>
  `webhook_endpoints|keys.${field}|${organizationId}|${endpointId}|${keyId}`;

/** New keys of an endpoint in the forms of Standard Webhooks, sealed, with the shared secret to be shown once. */
export async function createKey(
  sealer: Sealer,
  owner: Owner,
  id: string,
  now: number,
): Promise<{ kept: KeptKey; secret: string }> {
  const secret = `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString("base64")}`;
  // SAFETY: Ed25519 keys come in pairs, and these two formats are bytes.
  const pair = (await crypto.subtle.generateKey(ED25519, true, ["sign", "verify"])) as CryptoKeyPair;
  const privateKey = (await crypto.subtle.exportKey("pkcs8", pair.privateKey)) as ArrayBuffer;
  const publicKey = (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer;
  const whsk = `whsk_${Buffer.from(privateKey).toString("base64")}`;
  const kept = {
    id,
    secret: await sealer.seal(secret, placeOf(owner, "secret", id)),
    privateKey: await sealer.seal(whsk, placeOf(owner, "private_key", id)),
    publicKey: `whpk_${Buffer.from(publicKey).toString("base64")}`,
    createdAt: now,
    expiresAt: null,
  };
  return { kept, secret };
}

/** The same keys, sealed anew where an older key of the ring sealed them. */
export const resealKeys = (sealer: Sealer, owner: Owner, keys: readonly KeptKey[]): KeptKey[] =>
  keys.map((key) => ({
    ...key,
    secret: sealer.resealNow(key.secret, placeOf(owner, "secret", key.id)),
    privateKey: sealer.resealNow(key.privateKey, placeOf(owner, "private_key", key.id)),
  }));

/** The keys after a rotation: those before it sign until `until` at the latest, so that receivers can change over. */
export function rotateKeys(keys: readonly KeptKey[], fresh: KeptKey, now: number, until: number): KeptKey[] {
  const older = liveKeys(keys, now).map((key) => ({ ...key, expiresAt: Math.min(key.expiresAt ?? until, until) }));
  return [fresh, ...liveKeys(older, now)].slice(0, MOST_KEYS);
}

/** Those that still sign, the newest first. */
export const liveKeys = (keys: readonly KeptKey[], now: number): KeptKey[] =>
  keys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);

/** Opens kept keys for signing. */
export const openKeys = (sealer: Sealer, owner: Owner, keys: readonly KeptKey[]): Promise<SigningKey[]> =>
  Promise.all(
    keys.map(async ({ id, secret, privateKey }) => {
      const bytesOf = async (envelope: string, field: string) =>
        Buffer.from((await sealer.open(envelope, placeOf(owner, field, id))).replace(/^wh[a-z]+_/, ""), "base64");
      const hmac = { name: "HMAC", hash: "SHA-256" };
      return {
        hmac: await crypto.subtle.importKey("raw", await bytesOf(secret, "secret"), hmac, false, ["sign"]),
        ed25519: await crypto.subtle.importKey("pkcs8", await bytesOf(privateKey, "private_key"), ED25519, false, [
          "sign",
        ]),
      };
    }),
  );

/** The value of `webhook-signature`: of every key one `v1` and one `v1a`, over `id.timestamp.body`, parted by spaces. */
export async function signMessage(
  keys: readonly SigningKey[],
  message: { id: string; timestamp: string; body: string },
): Promise<string> {
  const content = new TextEncoder().encode(`${message.id}.${message.timestamp}.${message.body}`);
  const signatures = await Promise.all(
    keys.flatMap(({ hmac, ed25519 }) => [
      crypto.subtle.sign("HMAC", hmac, content).then((bytes) => `v1,${Buffer.from(bytes).toString("base64")}`),
      crypto.subtle.sign(ED25519, ed25519, content).then((bytes) => `v1a,${Buffer.from(bytes).toString("base64")}`),
    ]),
  );
  return signatures.join(" ");
}
