const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A prefixed id that sorts by creation time: `usr_` + 10 characters of milliseconds + 16 random ones (80 bits),
 * in Crockford's base 32. Source of the layout: the ULID specification.
 */
export function newId(prefix: string, now: number = Date.now()): string {
  return `${prefix}_${encodeTime(now)}${encodeRandom()}`;
}

/** A prefixed id of 26 characters (130 bits of SHA-256) that is always the same for the same text. */
export async function deriveId(prefix: string, text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `${prefix}_${Array.from(digest.subarray(0, 26), (byte) => ALPHABET[byte % 32]).join("")}`;
}

function encodeTime(now: number): string {
  let text = "";
  for (let rest = now, i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeRandom(): string {
  let text = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) text += ALPHABET[byte % 32];
  return text;
}
