import type { Platform } from "#platform/platform";
import { addressBlock } from "../passwords/login-guard.ts";
import { isClientId, oauthClient } from "./machine-client.ts";
import { OAuthError } from "./protocol-error.ts";

/** Failures that are taken within a minute. */
type Window = { counter: string; limit: number };

/** Short, since secrets of 131 bits are not guessed: a service that was given the right one after many tries gets on soon. */
const WINDOW_S = 60;
/** Of one address as one client: a service with an old secret that keeps trying. */
const PAIR_FAILURES = 20;
/** Of one address as any client. */
const ADDRESS_FAILURES = 100;

/** An attempt that was let through: the keyed hash of its address, and what notes that it failed. */
export type ClientAttempt = { address: string; failed: () => Promise<void> };

/**
 * Lets an attempt to prove to be a client through, or refuses it before the client's object is bothered. Only failures count, since
 * a busy service asks for many tokens at once. Nobody locks a client out: failures close the address that they come from, and to
 * clients that proved themselves from there only as far as they name that client.
 */
export async function guardClient(platform: Platform, clientId: string): Promise<ClientAttempt> {
  const { env, sealer, now, clientAddress } = platform;
  const from = addressBlock(clientAddress ?? "local");
  const address = await sealer.blindIndex(`address|${from}`);
  const isShaped = isClientId(clientId);
  const everywhere = { counter: `oauth:${address}`, limit: ADDRESS_FAILURES };
  const pair = { counter: `oauth:${clientId}:${address}`, limit: PAIR_FAILURES };
  const [ofAddress, ofPair] = await Promise.all([
    secondsClosed(platform, everywhere),
    isShaped ? secondsClosed(platform, pair) : 0,
  ]);
  if (ofPair > 0) throw tooManyFailures(ofPair);
  if (ofAddress > 0 && !(isShaped && (await oauthClient(env, clientId).knowsAddress(address, now()))))
    throw tooManyFailures(ofAddress);
  return {
    address,
    failed: async () => {
      await Promise.all([
        take(platform, everywhere, 1),
        ...(isShaped ? [take(platform, pair, 1), oauthClient(env, clientId).failed(now())] : []),
      ]);
    },
  };
}

/** For how many seconds nothing is taken any more; 0 while it is. */
async function secondsClosed(platform: Platform, window: Window): Promise<number> {
  const { remaining, retryAfterS } = await take(platform, window, 0);
  return remaining > 0 ? 0 : Math.max(1, retryAfterS);
}

const take = ({ env, now }: Platform, { counter, limit }: Window, units: number) =>
  env.RATE_WINDOW.getByName(counter).take(units, limit, WINDOW_S, now());

const tooManyFailures = (seconds: number) =>
  new OAuthError("temporarily_unavailable", "Too many failed attempts from this address, try again later", {
    status: 429,
    headers: { "retry-after": String(seconds) },
  });
