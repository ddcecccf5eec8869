import { env } from "cloudflare:workers";
import { Secret, TOTP } from "otpauth";
import { describe, expect, it, vi } from "vitest";
import { mailResets, resetPassword } from "../../workers/auth/mailed/reset-password.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { mailbox } from "../support/mailbox.ts";

type ProblemBody = { code: string; errors?: { path: string; message: string }[] };
const OLD = "correct horse battery";
const NEW = "an evening in Samarkand";

const login = (email: string, password: string) => api().post("/api/auth/login", { email, password });
const forgot = (email: string, language = "en") =>
  api(undefined, { headers: { "accept-language": language } }).post("/api/auth/forgot-password", { email });
const reset = (token: string, new_password = NEW) => api().post("/api/auth/reset-password", { token, new_password });
const problemOf = async (answer: Response) => [answer.status, (await bodyOf<ProblemBody>(answer)).code];

/** The token of the newest mail to an address whose link leads to a page, once there are so many mails of that page. */
async function tokenFor(email: string, page: string, mails = 1): Promise<string> {
  return vi.waitFor(
    async () => {
      const texts = (await mailbox.of(email)).messages.map((message) => JSON.stringify(message));
      const tokens = texts.flatMap((text) => new RegExp(`/${page}#token=([\\w%-]+)`).exec(text)?.[1] ?? []);
      expect(tokens).toHaveLength(mails);
      return decodeURIComponent(tokens.at(-1)!);
    },
    { timeout: 20_000, interval: 100 },
  );
}
const subjectsTo = async (email: string) =>
  (await mailbox.of(email)).messages.map((message) => (message as { subject?: string }).subject);

describe("a forgotten password", () => {
  it("is set anew by a mailed link, once, which ends every session", async () => {
    const person = await given.person();
    expect((await forgot(person.email)).status).toBe(202);
    const token = await tokenFor(person.email, "reset-password");
    expect(await problemOf(await reset(token, "password1"))).toEqual([422, "auth.password_refused"]);
    expect((await reset(token)).status).toBe(204);
    expect(await problemOf(await reset(token, "another good one 7"))).toEqual([400, "auth.token_invalid"]);
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect((await api(person).get("/api/users/me")).status).toBe(401);
    expect((await login(person.email, OLD)).status).toBe(401);
    const signedIn = await bodyOf<{ user: { email_verified: boolean } }>(await login(person.email, NEW));
    expect(signedIn.user.email_verified).toBe(true);
    await vi.waitFor(async () => expect(await subjectsTo(person.email)).toHaveLength(2), { timeout: 20_000 });
    const rows = JSON.stringify((await env.DB.prepare("SELECT * FROM mailed_tokens").all()).results);
    expect(rows).not.toContain(token);
  });

  it("by two at the same moment is set by one of them", async () => {
    const person = await given.person();
    await forgot(person.email);
    const token = await tokenFor(person.email, "reset-password");
    const answers = await Promise.all([reset(token, "first of the two sets"), reset(token, "second of the two")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400]);
    // The mail is in the batch of the change, so whoever came too late sends none.
    const told = await env.DB.prepare(
      "SELECT count(*) AS mails FROM notifications WHERE organization_id = ? AND template = 'password_changed'",
    )
      .bind(person.organizationId)
      .first();
    expect(told).toEqual({ mails: 1 });
    const winner = answers[0]!.status === 204 ? "first of the two sets" : "second of the two";
    expect((await login(person.email, winner)).status).toBe(200);
  });

  it("asked for twice leaves one link after one was used, and none after half an hour", async () => {
    const person = await given.person();
    await forgot(person.email);
    const first = await tokenFor(person.email, "reset-password");
    await forgot(person.email);
    const second = await tokenFor(person.email, "reset-password", 2);
    const late = createPlatform(env, { now: () => Date.now() + 31 * 60_000 });
    await expect(resetPassword(late, { token: second, new_password: NEW }, "test")).rejects.toMatchObject({
      kind: { code: "auth.token_invalid" },
    });
    expect((await reset(second)).status).toBe(204);
    expect(await problemOf(await reset(first, "another good one 7"))).toEqual([400, "auth.token_invalid"]);
  });

  it("answers the same for an address that has no account, and mails nobody", async () => {
    const { email } = await given.person();
    const nobody = `${crypto.randomUUID()}@nowhere.uz`;
    const [known, unknown] = [await forgot(email), await forgot(nobody)];
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    await tokenFor(email, "reset-password");
    expect((await mailbox.of(nobody)).messages).toEqual([]);
  });

  it("is mailed three times an hour at the most, and once for each request however often the queue tells it", async () => {
    const { email } = await given.person();
    const emailIndex = await createPlatform(env).sealer.blindIndex(email);
    const event = { type: "auth.password_forgotten" as const, id: "pwd_x", emailIndex, language: "uz" as const };
    const same = { ...event, id: `pwd_${crypto.randomUUID()}` };
    await mailResets(createPlatform(env), [same, same]);
    await tokenFor(email, "reset-password");
    for (let i = 0; i < 4; i++) await forgot(email, "uz");
    await tokenFor(email, "reset-password", 2);
    await new Promise((wait) => setTimeout(wait, 1000));
    expect((await mailbox.of(email)).messages).toHaveLength(2);
  });

  it("does not do away with the second factor", async () => {
    const person = await given.person();
    const { secret } = await bodyOf<{ secret: string }>(
      await api(person).post("/api/auth/2fa/enroll", { password: OLD }),
    );
    await api(person).post("/api/auth/2fa/verify", {
      code: new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
    });
    await forgot(person.email);
    expect((await reset(await tokenFor(person.email, "reset-password"))).status).toBe(204);
    expect(await bodyOf(await login(person.email, NEW))).toMatchObject({ mfa_required: true });
  });
});

describe("an address", () => {
  it("is confirmed by the mail that registering sends, or by another one", async () => {
    const email = `${crypto.randomUUID()}@bank.uz`;
    const { access_token } = await bodyOf<{ access_token: string }>(
      await api().post("/api/auth/register", {
        email,
        password: NEW,
        organization_name: "B",
        full_name: "N",
        phone: "+998901234567",
        modules: ["antifraud"],
      }),
    );
    const me = api({ token: access_token });
    expect(await bodyOf(await me.get("/api/users/me"))).toMatchObject({ email_verified: false });
    const first = await tokenFor(email, "verify-email");
    expect((await me.send("POST", "/api/auth/verify-email/resend")).status).toBe(202);
    const second = await tokenFor(email, "verify-email", 2);
    expect((await api().post("/api/auth/verify-email", { token: second })).status).toBe(204);
    expect(await bodyOf(await me.get("/api/users/me"))).toMatchObject({ email_verified: true });
    for (const token of [first, second, "nothing"])
      expect(await problemOf(await api().post("/api/auth/verify-email", { token }))).toEqual([
        400,
        "auth.token_invalid",
      ]);
    // A token for one purpose is none for another.
    expect(await problemOf(await reset(first))).toEqual([400, "auth.token_invalid"]);
  });
});

describe("an invitation", () => {
  const invite = (caller: { token: string; organizationId: string }, email: string, role = "viewer", more = {}) =>
    api(caller).post(`/api/organizations/${caller.organizationId}/invite-user`, { email, role, ...more });
  const accept = (token: string, changes = {}) =>
    api().post("/api/auth/invitations/accept", { token, full_name: "Sevara Aliyeva", password: NEW, ...changes });

  it("is mailed, says what it is to, and is accepted once", async () => {
    const admin = await given.person("org_admin");
    const email = `${crypto.randomUUID()}@bank.uz`;
    const answer = await invite(admin, email.toUpperCase(), "antifraud_manager", { modules: ["antifraud"] });
    expect(answer.status).toBe(201);
    const { id } = await bodyOf<{ id: string }>(answer);
    const again = await invite(admin, email, "antifraud_manager", { modules: ["antifraud"] });
    expect([again.status, (await bodyOf<{ id: string }>(again)).id]).toEqual([200, id]);
    const token = await tokenFor(email, "invitation");
    expect(await bodyOf(await api().post("/api/auth/invitations/read", { token }))).toMatchObject({
      email,
      role: "antifraud_manager",
      organization_name: `Bank ${admin.organizationId}`,
    });
    expect(await problemOf(await accept(token, { password: "Sevara2026" }))).toEqual([422, "auth.password_refused"]);
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    const joined = await bodyOf<{ access_token: string; user: Record<string, unknown> }>(
      answers.find(({ status }) => status === 201)!,
    );
    expect(joined.user).toMatchObject({
      email,
      full_name: "Sevara Aliyeva",
      role: "antifraud_manager",
      organization_id: admin.organizationId,
      modules: ["antifraud"],
      email_verified: true,
    });
    expect((await api({ token: joined.access_token }).get("/api/antifraud/transactions/list")).status).toBe(200);
    expect(await problemOf(await invite(admin, email))).toEqual([409, "auth.already_member"]);
    const rows = JSON.stringify((await env.DB.prepare("SELECT * FROM invitations").all()).results);
    for (const secret of [email, token]) expect(rows).not.toContain(secret);
  });

  it("says nothing of an account elsewhere, until it is accepted", async () => {
    const [admin, other] = [await given.person("org_admin"), await given.person("viewer")];
    expect((await invite(admin, other.email)).status).toBe(201);
    const token = await tokenFor(other.email, "invitation");
    expect(await problemOf(await accept(token))).toEqual([409, "auth.email_taken"]);
    expect((await login(other.email, OLD)).status).toBe(200);
  });

  it("makes nobody a super administrator, gives no product that the organisation lacks, and is not for others", async () => {
    const admin = await given.person("org_admin", ["antifraud"]);
    const email = `${crypto.randomUUID()}@bank.uz`;
    expect(await problemOf(await invite(admin, email, "super_admin"))).toEqual([403, "auth.role_too_high"]);
    const strange = await invite(admin, email, "viewer", { modules: ["bankcall"] });
    expect(strange.status).toBe(422);
    expect((await bodyOf<ProblemBody>(strange)).errors![0]!.path).toBe("modules.0");
    const foreign = { ...admin, token: (await given.person("org_admin")).token };
    expect(await problemOf(await invite(foreign, email))).toEqual([404, "auth.organization_not_found"]);
    expect((await mailbox.of(email)).messages).toEqual([]);
  });
});
