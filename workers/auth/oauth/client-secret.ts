import { toBase64Url } from "#platform/seal";
import { BASE62, checksum } from "../api-key.ts";

const SHAPE = /^aif_secret_[0-9A-Za-z]{28}$/;

/** `aif_secret_` + 22 random base-62 characters (131 bits) + 6 of CRC-32, so that a scanner can tell a real one from a typo. */
export function createClientSecret(): string {
  const random = crypto.getRandomValues(new Uint32Array(22));
  const body = `aif_secret_${Array.from(random, (value) => BASE62[value % 62]).join("")}`;
  return body + checksum(body);
}

/** Whether the text is shaped as a secret and its checksum holds. */
export const isClientSecret = (text: string): boolean =>
  SHAPE.test(text) && checksum(text.slice(0, -6)) === text.slice(-6);

/** SHA-256 in base64url; 131 random bits need no slow hash (ASVS 5, 6.5.2). */
export async function hashClientSecret(secret: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret))));
}

/** What people recognise a secret by. */
export const displayOfSecret = (secret: string): string => `${secret.slice(0, 15)}…${secret.slice(-4)}`;
