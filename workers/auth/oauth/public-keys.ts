import { z } from "@hono/zod-openapi";
import { calculateJwkThumbprint, importJWK } from "jose";
import { type FieldError, invalidRequest } from "#platform/problem";

/** A public key of a client with its name by RFC 7638; only members of the key itself, `kid` and `alg`. */
export type PublicKey = { thumbprint: string; jwk: Record<string, string> };

/** Members that only private and symmetric keys have (RFC 7518, 6). */
const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
const LARGEST_RSA_BITS = 4096;
const SMALLEST_RSA_BITS = 2048;

const member = z.string().min(1).max(1000);
const publicKeySchema = z
  .looseObject({
    kty: z.enum(["EC", "OKP", "RSA"]),
    crv: z.enum(["P-256", "Ed25519"]).optional(),
    x: member.optional(),
    y: member.optional(),
    n: member.optional(),
    e: member.optional(),
    kid: z.string().min(1).max(200).optional(),
    alg: z.enum(["ES256", "EdDSA", "RS256", "PS256"]).optional(),
    use: z.literal("sig").optional(),
  })
  .superRefine((key, context) => {
    for (const path of privateMembers.filter((name) => name in key))
      context.addIssue({ code: "custom", path: [path], message: "Part of a private key: send the public key alone" });
  });
type GivenKey = z.infer<typeof publicKeySchema>;

export const publicKeySetSchema = z.strictObject({ keys: z.array(publicKeySchema).min(1).max(5) });

/** The keys of a set by their thumbprints; refused are those that no signature could be checked with, and doubles. */
export async function readPublicKeys({ keys }: { keys: readonly GivenKey[] }): Promise<PublicKey[]> {
  const read = await Promise.all(keys.map(readKey));
  const errors: FieldError[] = read.flatMap((key, i) => {
    const path = `jwks.keys.${i}`;
    if (typeof key === "string") return [{ path, message: key }];
    const before = read.slice(0, i).filter((other) => typeof other !== "string");
    if (before.some(({ thumbprint }) => thumbprint === key.thumbprint)) return [{ path, message: "Stands twice" }];
    const isNamed = before.every(({ jwk }) => jwk.kid !== key.jwk.kid);
    return isNamed ? [] : [{ path: `${path}.kid`, message: "Must differ from that of every other key" }];
  });
  if (errors.length > 0) throw invalidRequest({ errors });
  return read.filter((key) => typeof key !== "string");
}

/** A key with nothing beside what it consists of, or what is wrong with it. */
async function readKey(given: GivenKey): Promise<PublicKey | string> {
  const { kty, crv, x, y, n, e, kid, alg } = given;
  const jwk: Record<string, string> = {};
  for (const [name, value] of Object.entries({ kty, crv, x, y, n, e, kid, alg }))
    if (value !== undefined) jwk[name] = value;
  const usual = kty === "EC" ? "ES256" : kty === "OKP" ? "EdDSA" : "RS256";
  if (kty === "RSA" ? crv !== undefined || (alg !== undefined && !/^[RP]S256$/.test(alg)) : (alg ?? usual) !== usual)
    return "The algorithm does not fit the key";
  try {
    const key = await importJWK(jwk, alg ?? usual);
    if (key instanceof Uint8Array) return "Must be a public key";
    const bits = "modulusLength" in key.algorithm ? Number(key.algorithm.modulusLength) : undefined;
    if (bits !== undefined && (bits < SMALLEST_RSA_BITS || bits > LARGEST_RSA_BITS))
      return `An RSA key must have ${SMALLEST_RSA_BITS} to ${LARGEST_RSA_BITS} bits`;
    return { thumbprint: await calculateJwkThumbprint(jwk), jwk };
  } catch {
    return "Not a valid public key";
  }
}
