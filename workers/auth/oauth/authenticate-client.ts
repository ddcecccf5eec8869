import { isInNetworks } from "#platform/networks";
import type { Platform } from "#platform/platform";
import { hashClientSecret, isClientSecret } from "./client-secret.ts";
import { guardClient } from "./guard-client.ts";
import { isClientId, type MachineClient, oauthClient, type Proven } from "./machine-client.ts";
import { tokenEndpoint } from "./metadata.ts";
import { invalidClient, OAuthError } from "./protocol-error.ts";
import { type ClientParameters, readCredentials, type Shown } from "./read-credentials.ts";
import { verifyAssertion } from "./verify-assertion.ts";

/** The client that a request proves to come from, in the one way that it registered for; everybody else is refused alike. */
export async function authenticateClient(
  platform: Platform,
  authorization: string | undefined,
  form: ClientParameters,
): Promise<Proven> {
  const shown = readCredentials(authorization, form);
  const attempt = await guardClient(platform, shown.clientId);
  const proven = await prove(platform, shown, attempt.address);
  if (!proven) {
    await attempt.failed();
    throw invalidClient();
  }
  const { allowedIps } = proven.client;
  if (allowedIps.length > 0 && !isInNetworks(platform.clientAddress, allowedIps))
    throw new OAuthError("unauthorized_client", "This client may not ask from this address");
  return proven;
}

async function prove(platform: Platform, shown: Shown, address: string): Promise<Proven | null> {
  if (!isClientId(shown.clientId)) return null;
  const { env, now } = platform;
  const object = oauthClient(env, shown.clientId);
  const client: MachineClient | null = await object.read();
  if (client?.authenticationMethod !== shown.method) return null;
  const { proof } = shown;
  if (shown.method === "private_key_jwt") {
    const verified = await verifyAssertion(client, proof, [tokenEndpoint(env), env.PUBLIC_URL], now());
    return verified ? object.showAssertion(verified, address, now()) : null;
  }
  return isClientSecret(proof) ? object.showSecret(await hashClientSecret(proof), address, now()) : null;
}
