import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP ASVS 5 appendix C; N·r·p = 786,432 stays under the 2^20 that the platform allows. */
export const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;

const PARAMETERS = `$scrypt$ln=${Math.log2(COST.N)},r=${COST.r},p=${COST.p}$`;

/** A PHC string: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return `${PARAMETERS}${salt.toString("base64")}$${hash.toString("base64")}`;
}

/** Whether the password is the hashed one; without a hash it works as long and answers false. */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const [, , parameters = "ln=15,r=8,p=3", salt = "", hash = ""] = (phc ?? "").split("$");
  const [ln = 15, r = 8, p = 3] = parameters.split(",").map((part) => Number(part.split("=")[1]));
  const derived = await derive(password, Buffer.from(salt, "base64"), { ...COST, N: 2 ** ln, r, p });
  const expected = Buffer.from(hash, "base64");
  return expected.length === KEY_BYTES && timingSafeEqual(derived, expected);
}

/** Whether a hash was made with other parameters than today's, and is to be made anew while the password is at hand. */
export const isOutdated = (phc: string): boolean => !phc.startsWith(PARAMETERS);

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, cost, (failure, key) =>
      failure ? reject(failure) : resolve(key),
    );
  });
}
