import type { ApiKey } from "../api-types.ts";

export const KEYS = "/api/api-keys";

/** A key beside its secret, which is answered once. */
export type IssuedKey = ApiKey & { key: string };
