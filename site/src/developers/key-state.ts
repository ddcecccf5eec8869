import type { ApiKey } from "../api-types.ts";

export type KeyState = "active" | "ending" | "expired" | "revoked";

/** From how many days before its end somebody should rotate it. */
const ENDING_DAYS = 14;
const DAY_MS = 86_400_000;

/** What a key is at a moment, epoch milliseconds. */
export function keyState({ revoked_at, expires_at }: ApiKey, now: number): KeyState {
  if (revoked_at !== null) return "revoked";
  const left = Date.parse(expires_at) - now;
  if (left <= 0) return "expired";
  return left < ENDING_DAYS * DAY_MS ? "ending" : "active";
}

/** Whether it opens anything, so that there is something to rotate or revoke. */
export const isUsable = (state: KeyState): boolean => state === "active" || state === "ending";

export const stateTones = { active: "ok", ending: "warn", expired: "plain", revoked: "plain" } as const;
