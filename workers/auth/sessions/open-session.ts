import type { Language } from "#platform/i18n";
import type { Platform } from "#platform/platform";
import { toPerson } from "../accounts.ts";
import { addressBlock } from "../passwords/login-guard.ts";
import type { UserRow } from "../store.ts";
import { ACCESS_TOKEN_SECONDS, issueAccessToken } from "../tokens.ts";
import { describeDevice } from "./describe-device.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";
import { type KeptRefreshToken, userSession } from "./user-session.ts";

/** A session ends after so long, however often it is refreshed. */
const SESSION_MS = 30 * 24 * 3600 * 1000;

/** From where a person signs in, as they may recognise it in the list of their sessions. */
export type Place = { userAgent: string | null; ipAddress: string | null };

/** Who signs in, as far as the request tells; `language` where it names one. */
export type Client = Place & { language?: Language | null };

export type Tokens = { access_token: string; refresh_token: string; token_type: "Bearer"; expires_in: number };

/**
 * Opens a session of a person who has proved to be one, with the modules that their organisation has too; `factorAt` is when
 * they showed a second factor.
 */
export async function openSession(
  platform: Platform,
  user: UserRow,
  { email, modules }: { email: string; modules: string[] },
  client: Client,
  factorAt: number | null = null,
): Promise<Tokens> {
  const now = platform.now();
  const id = platform.newId("ses");
  const refreshToken = createRefreshToken(user.id);
  const { userAgent, ipAddress } = client;
  const place: Place = { userAgent, ipAddress };
  const sealedClient = await platform.sealer.seal(JSON.stringify(place), placeOfClient(id));
  const session = { id, createdAt: now, lastSeenAt: now, expiresAt: now + SESSION_MS, client: sealedClient, factorAt };
  const token = await keepRefreshToken(platform, user.id, refreshToken);
  const keys = { address: await addressKey(platform, client), device: await deviceKey(platform, client) };
  await userSession(platform.env, user.id).open(toPerson(user), session, token, keys);
  const subject = { ...toPerson(user), email, modules };
  return toTokens(await issueAccessToken(platform.env, subject, id, now), refreshToken);
}

/** Whether a person signed in from an address before. */
export const knowsAddress = async (platform: Platform, userId: string, client: Client): Promise<boolean> =>
  userSession(platform.env, userId).knowsAddress(await addressKey(platform, client), platform.now());

/** An address as it is remembered: a keyed hash. */
const addressKey = ({ sealer }: Platform, { ipAddress }: Client) =>
  sealer.blindIndex(`address|${addressBlock(ipAddress ?? "local")}`);

/** A kind of device as it is remembered; whatever is no browser is one kind. */
const deviceKey = ({ sealer }: Platform, { userAgent }: Client) =>
  sealer.blindIndex(`device|${describeDevice(userAgent) ?? "other"}`);

// SAFETY: the envelope proves that openSession() wrote it.
export const readClient = async ({ sealer }: Platform, sessionId: string, sealed: string) =>
  JSON.parse(await sealer.open(sealed, placeOfClient(sessionId))) as Place;

/** Where the envelope of a session's client belongs. */
export const placeOfClient = (sessionId: string) => `user_session|client|${sessionId}`;

/** Where the envelope of a refresh token belongs. */
export const placeOfRefreshToken = (userId: string) => `user_session|refresh_token|${userId}`;

/** A refresh token as its object keeps it. */
export const keepRefreshToken = async (
  { sealer }: Platform,
  userId: string,
  token: string,
): Promise<KeptRefreshToken> => ({
  hash: await hashRefreshToken(token),
  sealed: await sealer.seal(token, placeOfRefreshToken(userId)),
});

export const toTokens = (accessToken: string, refreshToken: string): Tokens => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  token_type: "Bearer",
  expires_in: ACCESS_TOKEN_SECONDS,
});
