import type { Platform } from "#platform/platform";
import { auditOf } from "../audit/audit-of.ts";
import { saveAudit } from "../store.ts";
import { tellAccess } from "../tell-access.ts";
import { readMachineToken } from "./access-token.ts";
import { authenticateClient } from "./authenticate-client.ts";
import { type MachineClient, oauthClient } from "./machine-client.ts";
import type { TokenInQuestion } from "./schemas.ts";

/** A revoked token is remembered for longer than it would hold, so that none is read before its end and passes after it was forgotten. */
const REMEMBERED_S = 60;

/**
 * Ends one of a client's own tokens (RFC 7009). What is none, or somebody else's, changes nothing and is answered alike. On record
 * before it ends, so that no end goes unrecorded, and once however often it is asked for.
 */
export async function revokeToken(
  platform: Platform,
  authorization: string | undefined,
  form: TokenInQuestion,
  requestId: string,
): Promise<void> {
  const { client } = await authenticateClient(platform, authorization, form);
  const { env, db, now } = platform;
  const token = await readMachineToken(env, form.token, now());
  if (token?.clientId !== client.id) return;
  const object = oauthClient(env, client.id);
  const holder: MachineClient | null = await object.checkToken(token, now());
  if (!holder) return;
  const { id: actor, organizationId } = client;
  const row = auditOf(
    { ...platform, newId: () => token.id.replace("jti_", "aud_") },
    { organizationId, actor, action: "oauth_token.revoked", target: token.id, requestId },
  );
  await saveAudit(db, row);
  await object.revokeToken(token.id, (token.expiresAt + REMEMBERED_S) * 1000, now());
  await tellAccess(env, organizationId, actor);
}
