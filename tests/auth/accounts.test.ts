import { env } from "cloudflare:workers";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../support/api.ts";

type Tokens = { access_token: string; refresh_token: string; user_id: string; expires_in: number };
type ProblemBody = { code: string; errors?: { path: string }[] };

let count = 0;
const newcomer = (changes = {}) => ({
  email: `newcomer-${++count}-${crypto.randomUUID()}@bank.uz`,
  password: "correct horse battery 1",
  organization_name: "Newcomer Bank",
  full_name: "Alisher Karimov",
  phone: "+998901234567",
  modules: ["bankcall", "antifraud"],
  ...changes,
});

describe("POST /api/auth/register", () => {
  it("opens an organisation and signs its administrator in, with the published claims", async () => {
    const answer = await api().post("/api/auth/register", newcomer());
    expect(answer.status).toBe(201);
    const body = await bodyOf<Tokens & { success: boolean }>(answer);
    expect(body).toMatchObject({ success: true, expires_in: 3600 });
    expect(body.user_id).toMatch(/^usr_/);
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({ alg: "HS256", typ: "JWT" });
    const claims = decodeJwt(body.access_token);
    expect(claims.exp! - claims.iat!).toBe(3600);
    expect(claims).toMatchObject({ sub: body.user_id, role: "org_admin", modules: ["bankcall", "antifraud"] });
    expect(claims.organization_id).toMatch(/^org_/);
    expect((claims.permissions as string[]).every((permission) => /^[a-z]+:[a-z_*]+$/.test(permission))).toBe(true);
    const me = await bodyOf(await api({ token: body.access_token }).get("/api/users/me"));
    expect(me).toMatchObject({
      id: body.user_id,
      role: "org_admin",
      organization_name: "Newcomer Bank",
      phone: "+998901234567",
    });
  });

  it("takes an address once, also when two arrive at the same moment", async () => {
    const twice = newcomer();
    const answers = await Promise.all([
      api().post("/api/auth/register", twice),
      api().post("/api/auth/register", twice),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await api().post("/api/auth/register", { ...twice, email: twice.email.toUpperCase() })).status).toBe(409);
  });

  it.each([
    ["email", { email: "nobody" }],
    ["password", { password: "short" }],
    ["password", { password: "x".repeat(129) }],
    ["phone", { phone: "901234567" }],
    ["modules", { modules: [] }],
    ["modules.0", { modules: ["chess"] }],
    ["role", { role: "super_admin" }],
    ["organization_name", { organization_name: " " }],
  ])("names a wrong %s", async (path, changes) => {
    const answer = await api().post("/api/auth/register", newcomer(changes));
    expect(answer.status).toBe(422);
    expect((await bodyOf<ProblemBody>(answer)).errors?.map((error) => error.path)).toContain(path);
  });

  it("keeps personal fields only inside envelopes, and the password only as a hash", async () => {
    const person = newcomer();
    await api().post("/api/auth/register", person);
    const rows =
      JSON.stringify((await env.DB.prepare("SELECT * FROM users").all()).results) +
      JSON.stringify((await env.DB.prepare("SELECT * FROM organizations").all()).results);
    for (const secret of [person.email, person.phone, person.full_name, person.password])
      expect(rows).not.toContain(secret);
    expect(rows).toContain("$scrypt$ln=15,r=8,p=3$");
  });
});

describe("POST /api/auth/login", () => {
  it("signs a person in and tells who they are", async () => {
    const person = newcomer();
    await api().post("/api/auth/register", person);
    const body = await bodyOf<{ access_token: string; refresh_token: string; user: { role: string; email: string } }>(
      await api().post("/api/auth/login", { email: person.email, password: person.password }),
    );
    expect(body.user).toMatchObject({ role: "org_admin", email: person.email });
    expect((await api({ token: body.refresh_token }).get("/api/users/me")).status).toBe(401);
  });

  it("gives an unknown address and a wrong password the same answer", async () => {
    const person = newcomer();
    await api().post("/api/auth/register", person);
    const wrong = await api().post("/api/auth/login", { email: person.email, password: "wrong password" });
    const unknown = await api().post("/api/auth/login", { email: "nobody@bank.uz", password: "wrong password" });
    const { requestId: _, ...wrongBody } = await bodyOf(wrong);
    const { requestId: __, ...unknownBody } = await bodyOf(unknown);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrongBody).toEqual(unknownBody);
  });
});
