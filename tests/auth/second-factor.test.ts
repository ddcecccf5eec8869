import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { answerChallenge } from "../../workers/auth/second-factor/login-with-factor.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { evictEverything } from "../support/objects.ts";
import { inParallel } from "../support/parallel.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type SignedIn = { access_token: string; user: { id: string } };
const PASSWORD = "correct horse battery";

const codeOf = (secret: string, offsetMs = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + offsetMs });
/** Six digits that are no code of these minutes. */
function wrongCodeOf(secret: string): string {
  const near = new Set([-60_000, -30_000, 0, 30_000, 60_000].map((offset) => codeOf(secret, offset)));
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !near.has(code))!;
}
const problemOf = async (answer: Response) => [answer.status, (await bodyOf<{ code: string }>(answer)).code];
const login = (email: string, password = PASSWORD) => api().post("/api/auth/login", { email, password });
const challenge = async (email: string) => {
  const asked = await bodyOf<{ mfa_required: boolean; mfa_token: string; expires_in: number }>(await login(email));
  expect(asked).toMatchObject({ mfa_required: true, expires_in: 300 });
  expect(Object.keys(asked).sort()).toEqual(["expires_in", "mfa_required", "mfa_token"]);
  return asked.mfa_token;
};
const finish = (mfa_token: string, code: string) => api().post("/api/auth/2fa/login", { mfa_token, code });
const enroll = async (person: Person) =>
  bodyOf<{ secret: string; key_uri: string }>(await api(person).post("/api/auth/2fa/enroll", { password: PASSWORD }));

/** A person with a factor in force; the code of the step before now was used for it. */
async function withFactor(person?: Person) {
  const owner = person ?? (await given.person());
  const { secret } = await enroll(owner);
  const answer = await api(owner).post("/api/auth/2fa/verify", { code: codeOf(secret, -30_000) });
  expect(answer.status).toBe(200);
  const { backup_codes } = await bodyOf<{ backup_codes: string[] }>(answer);
  return { ...owner, secret, backupCodes: backup_codes };
}
/** Lets an attempt be made again, as after a quarter of an hour. */
const unlock = (userId: string) =>
  runInDurableObject(env.USER_SESSION.getByName(userId), (_, { storage }) => {
    storage.sql.exec("DELETE FROM factor_locks");
  });

describe("setting up a second factor", () => {
  it("takes the password and a first code, gives ten backup codes, and ends other sessions", async () => {
    const person = await given.person();
    const other = await bodyOf<SignedIn>(await login(person.email));
    expect(await problemOf(await api(person).post("/api/auth/2fa/enroll", { password: "wrong" }))).toEqual([
      403,
      "auth.wrong_password",
    ]);
    const { secret, key_uri } = await enroll(person);
    expect(key_uri).toContain(`secret=${secret}`);
    expect(decodeURIComponent(key_uri)).toContain(`AI Foundry:${person.email}`);
    // Not in force yet: the password alone signs in.
    expect(await bodyOf(await login(person.email))).toHaveProperty("access_token");
    expect(await problemOf(await api(person).post("/api/auth/2fa/verify", { code: wrongCodeOf(secret) }))).toEqual([
      403,
      "auth.wrong_code",
    ]);
    const { backup_codes } = await bodyOf<{ backup_codes: string[] }>(
      await api(person).post("/api/auth/2fa/verify", { code: codeOf(secret) }),
    );
    expect(new Set(backup_codes).size).toBe(10);
    for (const code of backup_codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect((await api({ token: other.access_token }).get("/api/users/me")).status).toBe(401);
    expect(await bodyOf(await api(person).get("/api/auth/2fa"))).toEqual({ is_active: true, backup_codes_left: 10 });
    expect(await problemOf(await api(person).post("/api/auth/2fa/enroll", { password: PASSWORD }))).toEqual([
      409,
      "auth.factor_active",
    ]);
  });

  it("keeps neither the seed nor a backup code in the clear", async () => {
    const { userId, secret, backupCodes } = await withFactor();
    const rows = await runInDurableObject(env.USER_SESSION.getByName(userId), (_, { storage }) =>
      JSON.stringify(["factor", "backup_codes"].map((name) => storage.sql.exec(`SELECT * FROM ${name}`).toArray())),
    );
    for (const text of [secret, ...backupCodes, ...backupCodes.map((code) => code.replace("-", ""))])
      expect(rows).not.toContain(text);
  });

  it("is not for keys", async () => {
    const key = await given.provider();
    expect(await problemOf(await api(key).get("/api/auth/2fa"))).toEqual([403, "auth.people_only"]);
    expect(await problemOf(await api(key).post("/api/auth/2fa/step-up", { code: "123456" }))).toEqual([
      403,
      "auth.people_only",
    ]);
  });
});

describe("signing in with a second factor", () => {
  it("needs the password, then a code, across evictions", async () => {
    const { email, secret, userId } = await withFactor();
    const token = await challenge(email);
    expect(await problemOf(await finish(token, wrongCodeOf(secret)))).toEqual([403, "auth.wrong_code"]);
    await evictEverything();
    const answer = await finish(token, codeOf(secret));
    expect(answer.status).toBe(200);
    const signedIn = await bodyOf<SignedIn>(answer);
    expect(signedIn.user.id).toBe(userId);
    expect((await api({ token: signedIn.access_token }).get("/api/users/me")).status).toBe(200);
  });

  it("takes a code once, also where two use it at the same moment", async () => {
    const { email, secret } = await withFactor();
    const tokens = [await challenge(email), await challenge(email), await challenge(email)];
    const code = codeOf(secret);
    const answers = await Promise.all(tokens.slice(0, 2).map((token) => finish(token, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await problemOf(await finish(tokens[2]!, code))).toEqual([403, "auth.wrong_code"]);
    // An earlier step is not good either, once a later one was used.
    expect(await problemOf(await finish(tokens[2]!, codeOf(secret, -30_000)))).toEqual([403, "auth.wrong_code"]);
  });

  it("takes a challenge once, and for five minutes", async () => {
    const { email, secret, backupCodes } = await withFactor();
    const token = await challenge(email);
    expect((await finish(token, codeOf(secret))).status).toBe(200);
    expect(await problemOf(await finish(token, backupCodes[0]!))).toEqual([401, "auth.challenge_expired"]);
    const late = await challenge(email);
    const platform = createPlatform(env, { now: () => Date.now() + 301_000 });
    await expect(answerChallenge(platform, late, backupCodes[0]!)).rejects.toMatchObject({
      kind: { code: "auth.challenge_expired" },
    });
    expect((await finish(late, backupCodes[0]!)).status).toBe(200);
    for (const nobody of ["aifm_x", `aifm_usr_${"0".repeat(26)}_${"a".repeat(43)}`])
      expect(await problemOf(await finish(nobody, "123456"))).toEqual([401, "auth.challenge_expired"]);
  });

  it("takes each backup code once, in any spelling", async () => {
    const { email, backupCodes, ...owner } = await withFactor();
    const [first, second] = backupCodes;
    expect((await finish(await challenge(email), first!.toUpperCase().replace("-", " "))).status).toBe(200);
    expect(await problemOf(await finish(await challenge(email), first!))).toEqual([403, "auth.wrong_code"]);
    const answers = await Promise.all(
      [await challenge(email), await challenge(email)].map((token) => finish(token, second!)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(await bodyOf(await api(owner).get("/api/auth/2fa"))).toEqual({ is_active: true, backup_codes_left: 8 });
  });

  it("closes the way of codes after five wrong ones, not the account: a backup code still signs in", async () => {
    const { email, secret, backupCodes } = await withFactor();
    const token = await challenge(email);
    const wrong = wrongCodeOf(secret);
    const answers = await inParallel(Array(20).fill(wrong), 20, (code) => finish(token, code));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    const locked = answers.find(({ status }) => status === 429)!;
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(await problemOf(await finish(token, codeOf(secret)))).toEqual([429, "auth.factor_locked"]);
    expect((await finish(token, backupCodes[3]!)).status).toBe(200);
  });
});

describe("what touches configuration", () => {
  it("asks those who have a factor to have shown it within ten minutes", async () => {
    const owner = await withFactor();
    const issue = () => api(owner).post("/api/api-keys", { name: "Gateway", scopes: ["write:transactions"] });
    expect((await issue()).status).toBe(201);
    await runInDurableObject(env.USER_SESSION.getByName(owner.userId), (_, { storage }) => {
      storage.sql.exec("UPDATE sessions SET factor_at = factor_at - 600001");
    });
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect(await problemOf(await issue())).toEqual([403, "auth.step_up_required"]);
    expect((await api(owner).get("/api/api-keys")).status).toBe(200);
    const show = (code: string) => api(owner).post("/api/auth/2fa/step-up", { code });
    expect((await show(wrongCodeOf(owner.secret))).status).toBe(403);
    expect((await show(codeOf(owner.secret))).status).toBe(204);
    expect((await issue()).status).toBe(201);
  });
});

describe("an organisation that asks for a second factor", () => {
  it("permits its administrators nothing else until they have one", async () => {
    const admin = await given.person("org_admin");
    const viewer = await given.colleague(admin.organizationId, "antifraud_manager");
    const path = `/api/organizations/${admin.organizationId}`;
    expect((await api(admin).send("PUT", path, { second_factor: "admins" })).status).toBe(200);
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect(await problemOf(await api(admin).get(path))).toEqual([403, "auth.second_factor_required"]);
    expect((await api(admin).get("/api/users/me")).status).toBe(200);
    expect((await api(viewer).get("/api/antifraud/transactions/list")).status).toBe(200);
    await withFactor(admin);
    expect((await api(admin).get(path)).status).toBe(200);
    expect((await api(admin).send("PUT", path, { second_factor: "everyone" })).status).toBe(200);
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect(await problemOf(await api(viewer).get("/api/antifraud/transactions/list"))).toEqual([
      403,
      "auth.second_factor_required",
    ]);
  });
});

describe("a factor", () => {
  it("is taken away only with the password and a code", async () => {
    const owner = await withFactor();
    const disable = (password: string, code: string) => api(owner).post("/api/auth/2fa/disable", { password, code });
    expect(await problemOf(await disable("wrong", codeOf(owner.secret)))).toEqual([403, "auth.wrong_password"]);
    expect(await problemOf(await disable(PASSWORD, wrongCodeOf(owner.secret)))).toEqual([403, "auth.wrong_code"]);
    expect((await disable(PASSWORD, codeOf(owner.secret))).status).toBe(204);
    expect(await bodyOf(await login(owner.email))).toHaveProperty("access_token");
    expect(await problemOf(await disable(PASSWORD, "123456"))).toEqual([409, "auth.factor_missing"]);
  });

  it("gets new backup codes in place of the old ones", async () => {
    const owner = await withFactor();
    const { backup_codes } = await bodyOf<{ backup_codes: string[] }>(
      await api(owner).post("/api/auth/2fa/backup-codes", { code: codeOf(owner.secret) }),
    );
    expect(await problemOf(await finish(await challenge(owner.email), owner.backupCodes[0]!))).toEqual([
      403,
      "auth.wrong_code",
    ]);
    await unlock(owner.userId);
    expect((await finish(await challenge(owner.email), backup_codes[0]!)).status).toBe(200);
    const { results } = await env.DB.prepare(
      "SELECT action FROM audit_events WHERE organization_id = ? AND action LIKE 'factor.%' ORDER BY created_at, id",
    )
      .bind(owner.organizationId)
      .all<{ action: string }>();
    expect(results.map(({ action }) => action)).toEqual(["factor.activated", "factor.backup_codes_renewed"]);
  });
});
