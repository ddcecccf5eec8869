import type { Mode } from "#platform/sandbox";

export const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SHAPE = /^aif_(?:live|test)_[0-9A-Za-z]{22}[0-9A-Za-z]{6}$/;

/** `aif_live_` or `aif_test_` + 22 random base-62 characters (131 bits) + 6 of CRC-32, so that a scanner can tell a real key from a typo. */
export function createApiKey(mode: Mode = "live"): string {
  const random = crypto.getRandomValues(new Uint32Array(22));
  const body = `aif_${mode}_${Array.from(random, (value) => BASE62[value % 62]).join("")}`;
  return body + checksum(body);
}

/** Whether the text is shaped as a key and its checksum holds. */
export function isApiKey(text: string): boolean {
  return SHAPE.test(text) && checksum(text.slice(0, -6)) === text.slice(-6);
}

/** The mode of a key. It is part of what is hashed, so nobody can change it. */
export const modeOfKey = (key: string): Mode => (key.startsWith("aif_test_") ? "test" : "live");

/** SHA-256 in hex. Only this is stored: 131 random bits need no slow hash (ASVS 5, 6.5.2). */
export async function hashApiKey(key: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** CRC-32 in six characters of base 62. */
export function checksum(text: string): string {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let encoded = "";
  for (let i = 0; i < 6; i++) {
    encoded = BASE62[rest % 62] + encoded;
    rest = Math.floor(rest / 62);
  }
  return encoded;
}
