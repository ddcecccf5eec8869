import { Secret, TOTP } from "otpauth";

const PERIOD_S = 30;
/** Steps that a clock may be ahead or behind. */
const DRIFT_STEPS = 1;
const ISSUER = "AI Foundry";
const settings = { algorithm: "SHA1", digits: 6, period: PERIOD_S } as const;

/** A new seed of 160 bits, in base 32, as authenticator applications take it (RFC 4226, 4). */
export const createSeed = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator application reads from a QR code. */
export const keyUriOf = (seed: string, account: string): string =>
  new TOTP({ ...settings, issuer: ISSUER, label: account, secret: Secret.fromBase32(seed) }).toString();

/** The step of time that a code belongs to, one step of drift permitted; null for a wrong code (RFC 6238). */
export function stepOf(seed: string, code: string, now: number): number | null {
  const totp = new TOTP({ ...settings, secret: Secret.fromBase32(seed) });
  const delta = totp.validate({ token: code, timestamp: now, window: DRIFT_STEPS });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}

const BACKUP_CODES = 10;
/** Crockford's base 32: no letter is taken for a digit. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ten codes of 50 random bits, `xxxxx-xxxxx`, each good once where the application is not at hand. */
export const createBackupCodes = (): string[] =>
  Array.from({ length: BACKUP_CODES }, () => {
    const letters = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => ALPHABET[byte % 32]).join("");
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });

/** Whether a text is shaped as a backup code, and the code in its one spelling. */
export function readBackupCode(text: string): string | null {
  const letters = text.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
  return /^[0-9a-hjkmnp-tv-z]{10}$/.test(letters) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : null;
}
