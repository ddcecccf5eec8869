import type { AuthenticationMethod } from "./authentication-methods.ts";
import type { PublicKey } from "./public-keys.ts";

/**
 * A client as its OauthClient object keeps it; `revision` tells which of two is newer. Times are epoch milliseconds, `endsAt` is
 * null of a secret that nothing replaced, `allowedIps` are networks in CIDR notation, none of them means from anywhere.
 */
export type MachineClient = {
  id: string;
  organizationId: string;
  revision: number;
  isRevoked: boolean;
  authenticationMethod: AuthenticationMethod;
  scopes: string[];
  modules: string[];
  allowedIps: string[];
  tokenLifetimeS: number;
  secrets: { id: string; hash: string; endsAt: number | null }[];
  publicKeys: PublicKey[];
};

/** What a client proved itself with: the id of a secret, or the thumbprint of a key. Its tokens hold as long as that does. */
export type Proven = { client: MachineClient; credential: string };

/** An access token as its client's object knows it; `id` is its `jti`. */
export type KnownToken = { id: string; credential: string };

/** How a client has been used: when last, to the minute, and how often somebody failed to prove to be it. */
export type ClientUse = { usedAt: number | null; failures: number; failedAt: number | null };

const CLIENT_ID = /^cli_[0-9a-hj-km-np-tv-z]{26}$/;

/** Whether a text is shaped as a client's id, so that no object is asked about anything else. */
export const isClientId = (text: string): boolean => CLIENT_ID.test(text);

/** The object that alone says what a client and its tokens open; named by the client's id, so no request waits on D1. */
export const oauthClient = (env: Env, clientId: string) => env.OAUTH_CLIENT.getByName(clientId);
