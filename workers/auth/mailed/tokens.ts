import { toBase64Url } from "#platform/seal";
import { hashRefreshToken } from "../sessions/refresh-token.ts";

/** 256 random bits that are mailed to somebody, and good once. */
export const createMailedToken = (): string => `aifp_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;

/** How a mailed token is kept: SHA-256 in base64url. */
export const hashMailedToken = hashRefreshToken;
