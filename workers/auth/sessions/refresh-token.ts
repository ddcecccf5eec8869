import { toBase64Url } from "#platform/seal";

const SHAPE = /^aifr_(usr_[0-9a-z]{26})_([\w-]{43})$/;

/** `aifr_<user id>_<256 random bits>`: it names the object that knows it, and opens nothing by its shape. */
export const createRefreshToken = (userId: string): string =>
  `aifr_${userId}_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;

/** Whose token it is, if it is shaped as one. */
export const ownerOfRefreshToken = (token: string): string | undefined => SHAPE.exec(token)?.[1];

/** SHA-256 in base64url; 256 random bits need no slow hash (ASVS 5, 6.5.2). */
export async function hashRefreshToken(token: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token))));
}
