import type { Platform } from "#platform/platform";
import { enabledModules, toProfile } from "./accounts.ts";
import { wrongCredentials } from "./errors.ts";
import { verifyPassword } from "./password.ts";
import { findUserByEmailIndex } from "./store.ts";
import { ACCESS_TOKEN_SECONDS, issueTokens } from "./tokens.ts";

/** Signs a person in; an unknown address costs the same time and gives the same answer as a wrong password. */
export async function login(platform: Platform, email: string, password: string) {
  const found = await findUserByEmailIndex(platform.db, await platform.sealer.blindIndex(email));
  const isRight = await verifyPassword(password, found?.user.passwordHash);
  if (!found || !isRight || !found.user.isActive) throw wrongCredentials();
  const { user, organization } = found;
  const modules = enabledModules(user, organization);
  const tokens = await issueTokens(platform.env, { ...user, email, modules }, platform.now());
  return {
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: "Bearer" as const,
    expires_in: ACCESS_TOKEN_SECONDS,
    user: await toProfile(platform, user, organization),
  };
}
