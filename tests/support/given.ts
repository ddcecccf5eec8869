import { env } from "cloudflare:workers";
import { toUserRow } from "../../workers/auth/accounts.ts";
import { createApiKey, hashApiKey } from "../../workers/auth/api-key.ts";
import { auditOf } from "../../workers/auth/audit/audit-of.ts";
import { tellStanding } from "../../workers/auth/organizations/standing.ts";
import { hashPassword } from "../../workers/auth/passwords/hash-password.ts";
import type { Role } from "../../workers/auth/roles.ts";
import { openSession } from "../../workers/auth/sessions/open-session.ts";
import { saveOrganizationWithUser, saveUser } from "../../workers/auth/store.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import type { Mode } from "../../workers/platform/sandbox.ts";

const platform = createPlatform(env);

/** Of "correct horse battery", hashed once since that is slow on purpose. */
const passwordHash = hashPassword("correct horse battery");

/** Facts that hold before a test. Ids are random, so tests in one file never meet. */
export const given = {
  /** An organisation with one person, signed in. */
  async person(role: Role = "org_admin", modules: string[] = ["antifraud", "bankcall"]) {
    const organizationId = platform.newId("org");
    const now = Date.now();
    const email = `${organizationId}@test.uz`;
    const row = await toUserRow(platform, organizationId, {
      email,
      passwordHash: await passwordHash,
      fullName: "Test Person",
      phone: "+998901234567",
      role,
      modules,
    });
    await saveOrganizationWithUser(
      platform.db,
      {
        id: organizationId,
        name: `Bank ${organizationId}`,
        type: "bank",
        modules,
        subscriptionTier: "business",
        billingEmail: "",
        createdAt: now,
        updatedAt: now,
        secondFactor: "optional",
      },
      row,
      {
        id: platform.newId("aud"),
        organizationId,
        actor: "test",
        action: "user.seeded",
        target: row.id,
        requestId: "test",
        createdAt: now,
      },
    );
    const client = { userAgent: "test", ipAddress: null };
    const { access_token, refresh_token } = await openSession(platform, row, { email, modules }, client);
    return { token: access_token, refreshToken: refresh_token, organizationId, userId: row.id, email };
  },

  /** Another person of an organisation, signed in. */
  async colleague(organizationId: string, role: Role, modules: string[] = ["antifraud", "bankcall"]) {
    const email = `${platform.newId("colleague")}@test.uz`;
    const person = { email, passwordHash: await passwordHash, fullName: "Test Colleague", phone: null, role, modules };
    const row = await toUserRow(platform, organizationId, person);
    const audit = { organizationId, actor: "test", action: "user.seeded" as const, target: row.id, requestId: "test" };
    await saveUser(platform.db, row, auditOf(platform, audit));
    const client = { userAgent: "test", ipAddress: null };
    const { access_token, refresh_token } = await openSession(platform, row, { email, modules }, client);
    return { token: access_token, refreshToken: refresh_token, organizationId, userId: row.id, email };
  },

  /** Says how many objects share an organisation's activity, before its first payment. */
  shards(organizationId: string, shards: number) {
    (env.ACTIVITY_SHARDS as Record<string, number>)[organizationId] = shards;
  },

  /** A key, of an organisation of its own where none is named. */
  async apiKey(
    scopes: string[],
    modules: string[] = ["antifraud"],
    { mode = "live", owner }: { mode?: Mode; owner?: string } = {},
  ) {
    const key = createApiKey(mode);
    const organizationId = owner ?? platform.newId("org");
    const standing = {
      modules,
      subscriptionTier: "business",
      secondFactor: "optional",
      updatedAt: Date.now(),
    } as const;
    if (owner === undefined) await tellStanding(env, organizationId, standing);
    await env.API_KEY_GRANT.getByName(await hashApiKey(key)).grant({
      id: platform.newId("key"),
      organizationId,
      scopes,
      modules,
      expiresAt: Date.now() + 3_600_000,
      allowedIps: [],
    });
    return { token: key, organizationId };
  },

  /** A key of the sandbox of an organisation, of its own where none is named. */
  testKey: (scopes: string[], owner?: string) =>
    given.apiKey(scopes, ["antifraud", "bankcall"], { mode: "test", ...(owner !== undefined && { owner }) }),

  /** A caller that may submit and read payments. */
  provider: () => given.apiKey(["write:transactions", "read:transactions"]),
};
