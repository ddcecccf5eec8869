import type { Role } from "../roles.ts";

/** What a person may do, as their UserSession object knows it; `updatedAt` tells which of two is newer. */
export type Person = {
  id: string;
  organizationId: string;
  role: Role;
  /** Products that the person was given; what the organisation has not, they cannot use. */
  modules: string[];
  permissions: string[];
  isActive: boolean;
  updatedAt: number;
};

/**
 * One sign-in. Times are epoch milliseconds; `client` is an envelope of `{user_agent, ip_address}`; `factorAt` is when the
 * second factor was shown in it, null where it was not.
 */
export type Session = {
  id: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  client: string;
  factorAt: number | null;
};

/** Who speaks in an open session, whether they have a second factor, and when they showed it. */
export type CheckedSession = { person: Person; hasFactor: boolean; factorAt: number | null };

/** A refresh token as it is kept: its hash, and an envelope of itself for whoever asks twice. */
export type KeptRefreshToken = { hash: string; sealed: string };

/**
 * What a presented refresh token is worth: `rotated` for the newest of its session; `recent` for the one before, shortly
 * after, which gets the same successor; `orphaned` for one whose successor nobody used in time; `stale` for one whose
 * successor was used, which ends the session; `ended` where there is no such token or session.
 */
export type RefreshVerdict =
  | { verdict: "rotated" | "recent"; sessionId: string; sealed: string; person: Person }
  | { verdict: "orphaned" | "stale" | "ended" };

/** The object that alone says which sessions of a person are open. */
export const userSession = (env: Env, userId: string) => env.USER_SESSION.getByName(userId);
