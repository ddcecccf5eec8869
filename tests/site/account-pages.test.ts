import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useSite } from "./open-site.ts";

const site = useSite();

const NEW = "winter at the Registan";
const outcome = (page: Page) => page.locator("h2:focus");
const hears = async (page: Page, title: string) => {
  await page.locator(`h2:focus:has-text("${title}")`).waitFor();
};
const login = async (email: string, password: string) =>
  (await site.post("/api/auth/login", { email, password })).status;

/** Asks for a new password on the page, as far as the answer. */
async function askFor(page: Page, email: string, language = "/en"): Promise<void> {
  await page.goto(`${language}/forgot-password`);
  await page.fill("#email", email);
  await page.keyboard.press("Enter");
  await outcome(page).waitFor();
}

describe("a forgotten password", () => {
  it("is set anew by the link of the mail; the old one is refused, and the link serves once", async () => {
    const { email, password } = await site.newPerson();
    const page = await site.visit();
    await page.goto("/en/sign-in");
    await page.getByRole("link", { name: "Forgotten password?" }).click();
    await page.waitForURL("**/en/forgot-password");
    await page.fill("#email", email);
    await page.keyboard.press("Enter");
    await hears(page, "Check your mail");

    const link = await site.mailedLink(email, "reset-password");
    expect(link).toMatch(/^\/en\/reset-password#token=/);
    await page.goto(link);
    await page.fill("#password", NEW);
    expect(page.url()).toBe(`${site.url}/en/reset-password`);
    await page.keyboard.press("Enter");
    await hears(page, "The password is changed");
    await page.locator("main").getByRole("link", { name: "Sign in" }).click();
    await page.waitForURL("**/en/sign-in");
    expect(await login(email, password)).toBe(401);
    await page.fill("#email", email);
    await page.fill("#password", NEW);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/en/app/overview");

    await page.goto(link);
    await page.fill("#password", "summer in Shahrisabz");
    await page.keyboard.press("Enter");
    await hears(page, "The link no longer works");
    await page.getByRole("link", { name: "Ask for a new link" }).click();
    await page.waitForURL("**/en/forgot-password");
    expect(await login(email, NEW)).toBe(200);
  });

  it("gets the same answer for an address without an account", async () => {
    const { email } = await site.newPerson();
    const page = await site.visit();
    const answers: string[] = [];
    for (const address of [email, `${crypto.randomUUID()}@bank.uz`]) {
      await askFor(page, address);
      answers.push(((await page.locator("main").textContent()) ?? "").replace(address, ""));
    }
    expect(answers[1]).toBe(answers[0]);
  });

  it("keeps the address that is to be changed, and what could not be sent", async () => {
    const page = await site.visit();
    await askFor(page, "nodir@bnak.uz");
    await page.getByRole("button", { name: "Change the address" }).click();
    await page.waitForSelector("#email:focus");
    expect(await page.inputValue("#email")).toBe("nodir@bnak.uz");
    await page.fill("#email", "nodir");
    await page.keyboard.press("Enter");
    expect(await page.locator("#email-error").textContent()).toContain("should look like");
    await page.fill("#email", "nodir@bank.uz");
    await page.context().setOffline(true);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain("offline");
    expect(await page.inputValue("#email")).toBe("nodir@bank.uz");
    await page.context().setOffline(false);
    await page.keyboard.press("Enter");
    await outcome(page).waitFor();
  });

  it.each([
    { language: "", refused: "topish juda oson", short: "kamida 8 belgi" },
    { language: "/ru", refused: "слишком легко подобрать", short: "не меньше 8 знаков" },
    { language: "/en", refused: "too easy to guess", short: "at least 8 characters" },
  ])("a refused password stays in its field, and why is told beside it ($language)", async (words) => {
    const { email } = await site.newPerson();
    const page = await site.visit();
    await askFor(page, email, words.language);
    const link = await site.mailedLink(email, "reset-password");
    expect(link.startsWith(`${words.language}/reset-password`)).toBe(true);
    await page.goto(link);
    const complaint = (text: string) => page.locator(`#password-error:has-text("${text}")`).waitFor();
    await page.fill("#password", "seven77");
    await page.keyboard.press("Enter");
    await complaint(words.short);
    await page.fill("#password", "password1");
    await page.keyboard.press("Enter");
    await complaint(words.refused);
    await page.waitForSelector("#password:focus");
    expect(await page.inputValue("#password")).toBe("password1");
    // The link was not used up by what was refused.
    await page.fill("#password", NEW);
    await page.keyboard.press("Enter");
    await outcome(page).waitFor();
    expect(await login(email, NEW)).toBe(200);
  });

  it("a link outlasts a reload and another language, and a second link may be opened in the same tab", async () => {
    const { email } = await site.newPerson();
    const page = await site.visit();
    await page.goto("/reset-password#token=of-no-use");
    await page.reload();
    await page.fill("#password", NEW);
    await page.keyboard.press("Enter");
    await hears(page, "Havola yaroqsiz");
    await site.post("/api/auth/forgot-password", { email });
    const link = await site.mailedLink(email, "reset-password");
    // What people do who paste a link into the tab that they have: nothing is loaded anew.
    await page.evaluate(`location.hash = ${JSON.stringify(link.slice(link.indexOf("#")))}`);
    await page.waitForSelector("#password");
    await page.getByRole("link", { name: "RU" }).click();
    await page.waitForURL("**/ru/reset-password");
    await page.fill("#password", NEW);
    await page.keyboard.press("Enter");
    await hears(page, "Пароль изменён");
  });
});

describe("an invitation", () => {
  it("says what it is to, and leads into the panel; its link serves once", async () => {
    const { email, link } = await site.invite();
    const page = await site.visit();
    await page.goto(link);
    await page.locator("dl").waitFor();
    expect(page.url()).toBe(`${site.url}/en/invitation`);
    const told = (await page.locator("dl").textContent()) ?? "";
    for (const word of ["Bank", "Anti-Fraud manager", email, "until"]) expect(told).toContain(word);

    await page.fill("#phone", "901234567");
    await page.fill("#password", "password1");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#full_name:focus");
    expect(await page.locator("#phone-error").textContent()).toContain("+998");
    await page.fill("#full_name", "Nigora Abdurahmonova");
    await page.fill("#phone", "+998 (90) 123-45-67");
    await page.keyboard.press("Enter");
    await page.locator('#password-error:has-text("too easy to guess")').waitFor();
    await page.waitForSelector("#password:focus");
    expect(await page.inputValue("#full_name")).toBe("Nigora Abdurahmonova");
    await page.fill("#password", NEW);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/en/app/overview");
    await page.locator('[data-person]:visible:has-text("Nigora Abdurahmonova")').waitFor();
    const me = await fetch(`${site.url}/api/users/me`, {
      headers: { authorization: `Bearer ${await site.tokenOf(email, NEW)}` },
    });
    expect(await me.json()).toMatchObject({ phone: "+998901234567", role: "antifraud_manager" });

    await page.goto(link);
    await hears(page, "The link no longer works");
  });

  it("to an address that has an account says so and leads to sign-in", async () => {
    const { email, link } = await site.invite();
    const about = { organization_name: "Other", full_name: "Nigora", phone: "+998901234567", modules: ["antifraud"] };
    expect((await site.post("/api/auth/register", { email, password: NEW, ...about })).ok).toBe(true);
    const page = await site.visit();
    await page.goto(link);
    await page.fill("#full_name", "Nigora");
    await page.fill("#password", NEW);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("already registered").waitFor();
    await page.getByRole("alert").getByRole("link").click();
    await page.waitForURL("**/en/sign-in");
  });

  it("that could not be opened is opened at the next try", async () => {
    const { email, link } = await site.invite("ru");
    const page = await site.visit();
    await page.route("**/api/auth/invitations/read", (route) => route.abort(), { times: 1 });
    await page.goto(link);
    await hears(page, "Приглашение не открылось");
    await page.getByRole("button", { name: "Повторить" }).click();
    await page.locator("dl").getByText(email).waitFor();
  });
});

describe("an e-mail address", () => {
  it("is confirmed by opening the link; opened again, the page says that this was done", async () => {
    const { email, access_token } = await site.newPerson();
    const link = await site.mailedLink(email, "verify-email");
    const page = await site.visit();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/api/auth/verify-email")) asked.push(request.method());
    });
    await page.goto(link);
    await hears(page, "Manzil tasdiqlandi");
    expect(page.url()).toBe(`${site.url}/verify-email`);
    expect(asked).toEqual(["POST"]);
    const me = await fetch(`${site.url}/api/users/me`, { headers: { authorization: `Bearer ${access_token}` } });
    expect(await me.json()).toMatchObject({ email_verified: true });
    const again = await site.visit();
    await again.goto(link);
    await hears(again, "Havola yaroqsiz");
    expect(await again.locator("main").textContent()).toContain("allaqachon tasdiqlangan");
  });

  it("whose confirmation did not get through is confirmed at the next try", async () => {
    const { email } = await site.newPerson();
    const link = await site.mailedLink(email, "verify-email");
    const page = await site.visit();
    await page.route("**/api/auth/verify-email", (route) => route.abort(), { times: 1 });
    await page.goto(link);
    await hears(page, "Manzil hali tasdiqlanmadi");
    await page.getByRole("button", { name: "Qayta urinish" }).click();
    await hears(page, "Manzil tasdiqlandi");
  });
});

it("what is typed before the page comes alive stays", async () => {
  const page = await site.visit();
  const scripts = Promise.withResolvers<void>();
  await page.route(/_astro\/.*\.js$/, async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.goto("/reset-password#token=x", { waitUntil: "commit" });
  await page.fill("#password", NEW);
  scripts.resolve();
  await page.waitForURL(`${site.url}/reset-password`);
  expect(await page.inputValue("#password")).toBe(NEW);
});

it.each(["/reset-password", "/invitation", "/verify-email"])("%s without a token says so", async (path) => {
  const page = await site.visit();
  await page.goto(path);
  await hears(page, "Havola toʻliq emas");
});
