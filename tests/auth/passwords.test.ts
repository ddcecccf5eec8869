import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { inParallel } from "../support/parallel.ts";

type ProblemBody = { code: string; errors?: { path: string; message: string }[] };
const PASSWORD = "correct horse battery";

const from = (address: string) => api(undefined, { headers: { "cf-connecting-ip": address } });
const login = (email: string, password: string, address = "198.51.100.7") =>
  from(address).post("/api/auth/login", { email, password });
const problemOf = async (answer: Response) => [answer.status, (await bodyOf<ProblemBody>(answer)).code];
const address = () => `203.0.113.${Math.floor(Math.random() * 250)}-${crypto.randomUUID()}`;

describe("choosing a password", () => {
  it.each([
    ["Password123!", "en", "Is among the passwords that are tried first"],
    ["Password123!", "ru", "Этот пароль среди тех, что пробуют первыми"],
    ["Tursunboyev26", "en", "Is little more than a name that others know"],
    ["Tursunboyev26", "uz", "Parol boshqalarga maʼlum nomdan deyarli farq qilmaydi"],
    ["xyxyxyxyxy", "en", "Repeats a short piece"],
    ["xyxyxyxyxy", "ru", "В пароле повторяется короткий фрагмент"],
  ])("refuses %s and says why in the language of %s", async (password, language, message) => {
    const answer = await api(undefined, { headers: { "accept-language": language } }).post("/api/auth/register", {
      email: `${crypto.randomUUID()}@bank.uz`,
      password,
      organization_name: "Bank",
      full_name: "Alisher Tursunboyev",
      phone: "+998901234567",
      modules: ["antifraud"],
    });
    expect(answer.status).toBe(422);
    expect(await bodyOf<ProblemBody>(answer)).toMatchObject({
      code: "auth.password_refused",
      errors: [{ path: "password", message }],
    });
  });

  it("ends every other session, and needs the old one", async () => {
    const person = await given.person();
    const phone = await bodyOf<{ access_token: string }>(await login(person.email, PASSWORD));
    const change = (current_password: string, new_password: string) =>
      api(person).send("PUT", "/api/auth/password", { current_password, new_password });
    expect(await problemOf(await change("wrong", "an evening in Samarkand"))).toEqual([403, "auth.wrong_password"]);
    expect(await problemOf(await change(PASSWORD, "password1"))).toEqual([422, "auth.password_refused"]);
    expect((await change(PASSWORD, "an evening in Samarkand")).status).toBe(204);
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect((await api({ token: phone.access_token }).get("/api/users/me")).status).toBe(401);
    expect((await api(person).get("/api/users/me")).status).toBe(200);
    expect((await login(person.email, PASSWORD)).status).toBe(401);
    expect((await login(person.email, "an evening in Samarkand")).status).toBe(200);
    const { results } = await env.DB.prepare("SELECT action FROM audit_events WHERE organization_id = ?")
      .bind(person.organizationId)
      .all<{ action: string }>();
    expect(results.map(({ action }) => action)).toContain("user.password_changed");
  });

  it("with older parameters is hashed anew when it is next used", async () => {
    const { email, userId } = await given.person();
    const { scryptSync } = await import("node:crypto");
    const salt = Buffer.from("an older salt 16");
    const old = scryptSync(PASSWORD, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
    const phc = `$scrypt$ln=14,r=8,p=1$${salt.toString("base64")}$${old.toString("base64")}`;
    await env.DB.prepare("UPDATE users SET password_hash = ? WHERE id = ?").bind(phc, userId).run();
    expect((await login(email, PASSWORD)).status).toBe(200);
    const row = await env.DB.prepare("SELECT password_hash AS hash FROM users WHERE id = ?").bind(userId).first();
    expect(row!.hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it("takes no password longer than 128 characters anywhere, before it is hashed", async () => {
    const person = await given.person();
    const long = "x".repeat(129);
    for (const answer of [
      await login(person.email, long),
      await api(person).send("PUT", "/api/auth/password", { current_password: long, new_password: "a".repeat(12) }),
      await api(person).send("PUT", "/api/auth/password", { current_password: PASSWORD, new_password: long }),
    ])
      expect(await problemOf(answer)).toEqual([422, "request.invalid"]);
  });
});

describe("guessing a password", () => {
  it("ends after ten attempts from one address, also when they come at once, and also for the right one", async () => {
    const { email } = await given.person();
    const here = address();
    const answers = await inParallel(Array(20).fill("wrong password"), 20, (guess) => login(email, guess, here));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(await problemOf(await login(email, PASSWORD, here))).toEqual([429, "auth.too_many_attempts"]);
    expect((await login(email, PASSWORD, address())).status).toBe(200);
  });

  it("looks the same for an account that does not exist", async () => {
    const here = address();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await login("nobody@nowhere.uz", "wrong password", here)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
  });

  it("from many addresses closes an account to strangers, and never to an address that its owner used", async () => {
    const { email } = await given.person();
    const home = address();
    expect((await login(email, PASSWORD, home)).status).toBe(200);
    const guesses = (count: number) =>
      inParallel(Array(count).fill("wrong password"), count, (guess) => login(email, guess, address()));
    expect((await guesses(3)).map(({ status }) => status)).toEqual([401, 401, 401]);
    const index = await createPlatform(env).sealer.blindIndex(email);
    const window = env.RATE_WINDOW.getByName(`login:${index}`);
    expect(await window.take(95, 100, 900, Date.now())).toMatchObject({ granted: 95, remaining: 2 });
    expect((await guesses(5)).map(({ status }) => status).sort()).toEqual([401, 401, 429, 429, 429]);
    expect((await login(email, PASSWORD, address())).status).toBe(429);
    expect((await login(email, PASSWORD, home)).status).toBe(200);
  });

  it("does not count attempts that succeed", async () => {
    const { email } = await given.person();
    const here = address();
    for (let i = 0; i < 14; i++) expect((await login(email, PASSWORD, here)).status).toBe(200);
  });
});
