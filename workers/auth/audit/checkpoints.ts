import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { fromBase64Url } from "#platform/seal";
import { canonicalJson } from "./canonical-json.ts";

/** What is said of a chain at one moment; the signature covers its canonical JSON. */
export type Checkpoint = {
  organization_id: string;
  sequence: number;
  hash: string;
  /** ISO 8601, UTC. */
  time: string;
  key_id: string;
};
export type SignedCheckpoint = Checkpoint & { signature: string };

/** A key by which checkpoints are verified: 32 bytes of Ed25519, in base64. */
export type CheckpointKey = { id: string; algorithm: "Ed25519"; public_key: string };

/** Signs by the first key of AUDIT_SIGNING_KEY; the signature is in base64url. */
export function signCheckpoint(env: Env, said: Omit<Checkpoint, "key_id">): SignedCheckpoint {
  const [first] = signingKeys(env);
  const checkpoint = { ...said, key_id: first!.id };
  const signature = sign(null, Buffer.from(canonicalJson(checkpoint)), first!.key);
  return { ...checkpoint, signature: signature.toString("base64url") };
}

/** Every key whose checkpoints hold, the one that signs now first. */
export function checkpointKeys(env: Env): CheckpointKey[] {
  return signingKeys(env).map(({ id, key }) => {
    const { x = "" } = createPublicKey(key).export({ format: "jwk" });
    return { id, algorithm: "Ed25519", public_key: Buffer.from(x, "base64url").toString("base64") };
  });
}

/** Where a checkpoint lies in R2: a name that no other one has, since sequences only grow. */
export const checkpointName = ({ organization_id, sequence, time }: Checkpoint): string =>
  `checkpoints/${organization_id}/${String(sequence).padStart(12, "0")}-${time.replaceAll(":", "")}.json`;

/** What stands before the 32 secret bytes of an Ed25519 key in PKCS#8 (RFC 8410, section 10.3). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

function signingKeys(env: Env): { id: string; key: KeyObject }[] {
  return env.AUDIT_SIGNING_KEY.split(",").map((entry) => {
    const colon = entry.indexOf(":");
    const id = entry.slice(0, colon);
    const seed = fromBase64Url(
      entry
        .slice(colon + 1)
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replaceAll("=", ""),
    );
    if (!id || seed.length !== 32) throw new Error("AUDIT_SIGNING_KEY must be id:base64 of 32 bytes");
    const der = Buffer.concat([PKCS8_PREFIX, seed]);
    return { id, key: createPrivateKey({ key: der, format: "der", type: "pkcs8" }) };
  });
}
