import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import type { ReceivedRequest } from "./fakes/webhook-receiver.ts";

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410 §4). */
const ED25519_SPKI = Buffer.from("302a300506032b6570032100", "hex");

/**
 * A receiver's side of Standard Webhooks 1.0.0, written from its text: which of the given keys (`whsec_…` or `whpk_…`)
 * verify a request, over `{webhook-id}.{webhook-timestamp}.{body}`, by any of the signatures that spaces part.
 */
export function verifiedBy({ headers, body }: ReceivedRequest, keys: readonly string[]): string[] {
  const content = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  const signatures = (headers["webhook-signature"] ?? "").split(" ").map((signature) => signature.split(","));
  return keys.filter((key) =>
    signatures.some(([version, encoded = ""]) => {
      const signature = Buffer.from(encoded, "base64");
      const bytes = Buffer.from(key.slice(key.indexOf("_") + 1), "base64");
      if (version === "v1" && key.startsWith("whsec_")) {
        const expected = createHmac("sha256", bytes).update(content).digest();
        return expected.length === signature.length && timingSafeEqual(expected, signature);
      }
      if (version === "v1a" && key.startsWith("whpk_")) {
        const publicKey = createPublicKey({ key: Buffer.concat([ED25519_SPKI, bytes]), format: "der", type: "spki" });
        return verify(null, content, publicKey, signature);
      }
      return false;
    }),
  );
}
