import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { CONTACT_EMAIL } from "../../site/src/contact.ts";
import { products } from "../../site/src/products.ts";
import { quotaOf } from "../../site/src/quotas.ts";
import { ledger } from "../../site/src/samples.ts";
import { tiers, usagePricing } from "../../workers/billing/index.ts";
import { useSite } from "./open-site.ts";

const site = useSite();

const languages = [
  {
    path: "/",
    lang: "uz",
    wrongPassword: "Elektron pochta yoki parol notoʻgʻri",
    values: ["Yagona ekotizim", "Xarajatni kamaytirish", "Oson integratsiya", "Yagona tahlil", "Korporativ xavfsizlik"],
    hours: (count: number) => `${count} soat ichida`,
    custom: "Kelishuv asosida",
  },
  {
    path: "/ru",
    lang: "ru",
    wrongPassword: "Неверная почта или пароль",
    values: [
      "Единая экосистема",
      "Оптимизация расходов",
      "Простая интеграция",
      "Единая аналитика",
      "Корпоративная безопасность",
    ],
    hours: (count: number) => `в течение ${count} ${count === 1 ? "часа" : "часов"}`,
    custom: "По договорённости",
  },
  {
    path: "/en",
    lang: "en",
    wrongPassword: "The e-mail or the password is wrong",
    values: [
      "Integrated ecosystem",
      "Cost optimisation",
      "Seamless integration",
      "Unified analytics",
      "Enterprise security",
    ],
    hours: (count: number) => `within ${count} ${count === 1 ? "hour" : "hours"}`,
    custom: "By agreement",
  },
];
const prefixOf = (path: string) => (path === "/" ? "" : path);

/** A figure as any of the languages writes it: digits with whatever separates them. */
const figure = (value: number) =>
  new RegExp(
    String(value.toFixed(value < 1 ? 2 : 0))
      .replace(".", "[.,]")
      .replace(/(\d)(?=(\d{3})+$)/g, "$1\\D?"),
  );

describe.each(languages)("in $lang", ({ path, lang, wrongPassword, values, hours, custom }) => {
  it("the landing page says the tagline and the prices of the plans", async () => {
    const page = await site.visit();
    await page.goto(path);
    expect(await page.locator("html").getAttribute("lang")).toBe(lang);
    expect(await page.locator("h1").textContent()).toBe("One Platform, Infinite AI Possibilities");
    const pricing = ((await page.locator("#pricing").textContent()) ?? "").replaceAll(/\s/g, " ");
    const prices = [
      usagePricing.bankcall.per_call,
      usagePricing.bankcall.monthly_minimum,
      usagePricing.bankcall.included_calls,
      usagePricing.antifraud.per_transaction,
      usagePricing.antifraud.monthly_minimum,
      usagePricing.antifraud.included_transactions,
      usagePricing.bundled_discount * 100,
      ...tiers.flatMap(({ calls, transactions, monthly_price }) =>
        [calls, transactions, monthly_price].filter((value) => value !== null),
      ),
    ];
    for (const price of prices) expect(pricing).toMatch(figure(price));
  });

  it("the landing page names the five values, the products, and what support and limits each plan has", async () => {
    const page = await site.visit();
    await page.goto(path);
    const terms = await page.locator("main dt").allTextContents();
    for (const value of values) expect(terms).toContain(value);
    const offered = (await page.locator("#products").textContent()) ?? "";
    for (const { name } of products) expect(offered).toContain(name);
    const plans = (await page.locator("#pricing li").allTextContents()).map((plan) => plan.replaceAll(/\s/g, " "));
    const support = await page.locator("main section").last().locator("ul > li:has(> ul)").allTextContents();
    for (const [at, { tier, answer_within_hours, monthly_price }] of tiers.entries()) {
      expect(plans[at]).toContain(hours(answer_within_hours));
      expect(support[at]).toContain(hours(answer_within_hours));
      const quota = quotaOf("key", "api_key", tier);
      if (quota !== null) expect(plans[at]).toMatch(figure(quota));
      if (monthly_price === null) expect(plans[at]).toContain(custom + CONTACT_EMAIL);
    }
    const trial = ((await page.locator("[data-trial]").textContent()) ?? "").replaceAll(/\s/g, " ");
    for (const limit of [100, 1000, 5000]) expect(trial).toMatch(figure(limit));
  });

  it("a wrong password is told in that language and the address that was typed stays", async () => {
    const page = await site.visit();
    await page.goto(`${prefixOf(path)}/sign-in`);
    await page.fill("#email", "fraud@alfabank.uz");
    await page.fill("#password", "not the password");
    await page.click("button[type=submit]");
    expect(await page.getByRole("alert").textContent()).toBe(wrongPassword);
    expect(await page.inputValue("#email")).toBe("fraud@alfabank.uz");
  });

  it("an address that does not exist gets a page of its own", async () => {
    const page = await site.visit();
    const response = await page.goto(`${prefixOf(path)}/docs/errors/no.such_error`);
    expect(response?.status()).toBe(404);
    expect(await page.locator("html").getAttribute("lang")).toBe(lang);
  });
});

it("signing in leads to the page that was asked for", async () => {
  const page = await site.visit();
  await page.goto("/ru/app/decisions?decision=BLOCKED");
  await page.waitForURL(/\/ru\/sign-in\?next=/);
  await page.fill("#email", "fraud@alfabank.uz");
  await page.fill("#password", "wrong at first");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await page.fill("#password", site.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/ru\/app\/decisions\?decision=BLOCKED$/);
});

it.each(["//evil.example/", "https://evil.example/", "/\\evil.example"])(
  "signing in never leads to another site (%s)",
  async (next) => {
    const page = await site.visit();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.fill("#email", "fraud@alfabank.uz");
    await page.fill("#password", site.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}/app/overview`);
  },
);

it("a failed sign-in that never reached the server keeps both fields", async () => {
  const page = await site.visit();
  await page.goto("/en/sign-in");
  await page.fill("#email", "fraud@alfabank.uz");
  await page.fill("#password", "something long");
  await page.route("**/api/auth/login", (route) => route.fulfill({ status: 503, body: "" }));
  await page.click("button[type=submit]");
  expect(await page.getByRole("alert").textContent()).toContain("did not answer");
  expect(await page.inputValue("#password")).toBe("something long");
});

it("signing in asks those who have one for their second factor", async () => {
  const { email, password, secret } = await site.personWithFactor();
  const page = await site.visit();
  await page.goto("/en/sign-in");
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#code:focus");
  await page.keyboard.press("Enter");
  expect(await page.locator("#code-error").textContent()).toBe("Enter the code from the application");
  await page.fill("#code", "000000");
  await page.keyboard.press("Enter");
  expect(await page.locator("#code-error:has-text('wrong')").textContent()).toBe(
    "The code is wrong or was used before",
  );
  await page.fill("#code", new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}/en/app/overview`);
});

it("signing out ends the session, not only the page's memory of it", async () => {
  const page = await site.visit();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/en/sign-in");
  await page.fill("#email", "viewer@alfabank.uz");
  await page.fill("#password", site.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.url}/en/app/overview`);
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === "__Host-foundry_access")?.value;
  const opens = () => fetch(`${site.url}/api/users/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await opens()).status).toBe(200);
  await site.signOut(page);
  await page.waitForURL((url) => !url.pathname.includes("/app/"));
  await new Promise((wait) => setTimeout(wait, 1_050));
  expect((await opens()).status).toBe(401);
});

it("every refusal links to a page that explains it", async () => {
  const problem = (await (await fetch(`${site.url}/api/users/me`)).json()) as { type: string; code: string };
  const page = await site.visit();
  expect((await page.goto(problem.type))?.status()).toBe(200);
  expect(await page.locator("main").textContent()).toContain(problem.code);
});

describe("the payments of the landing page", () => {
  const rows = (page: Page) =>
    page.locator(".ledger li").evaluateAll((found) => found.map(({ textContent }) => textContent));

  it("are what the service answers now, each of them", async () => {
    for (const { choice, score, decision } of ledger) {
      const query = new URLSearchParams({ ...choice, amount: String(choice.amount) });
      const answer = await fetch(`${site.url}/api/antifraud/demo/decision?${query}`);
      expect(await answer.json()).toMatchObject({ risk_score: score, decision });
    }
  });

  it("are asked for once when they come into view, and say that they are live", async () => {
    const page = await site.visit({ viewport: { width: 1440, height: 300 } });
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/demo/decision")) asked.push(request.url());
    });
    await page.route("**/demo/decision?*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        json: { ...(await response.json()), risk_score: 777, decision: "UNDER_REVIEW" },
      });
    });
    await page.goto("/en", { waitUntil: "networkidle" });
    expect(asked).toEqual([]);
    await page.getByText("Answers of the running service, recorded earlier.").scrollIntoViewIfNeeded();
    await page.getByText("The running service answered all six just now.").waitFor();
    const shown = await rows(page);
    expect(shown).toHaveLength(ledger.length);
    for (const row of shown) expect(row).toMatch(/Risk score: 777.*In review/);
    expect(asked).toHaveLength(ledger.length);
  });

  it("stay what was recorded, and say so, where one of them is not answered", async () => {
    const page = await site.visit();
    const refused = page.waitForResponse((response) => response.status() === 503);
    await page.route("**/demo/decision?amount=5000000&*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto("/en", { waitUntil: "networkidle" });
    await refused;
    await page.getByText("Answers of the running service, recorded earlier.").waitFor();
    const shown = await rows(page);
    for (const [row, { score }] of ledger.entries()) expect(shown[row]).toContain(`Risk score: ${score}`);
  });
});

it.each([
  "/",
  "/ru",
  "/sign-in",
  "/ru/forgot-password",
  "/reset-password",
  "/ru/invitation#token=x",
  "/verify-email",
  "/docs",
  "/ru/docs/errors",
  "/ru/docs/model",
  "/docs/sandbox",
  "/docs/errors/request.card_number_refused",
])("nothing scrolls sideways on a phone (%s)", async (path) => {
  const page = await site.visit({ viewport: { width: 360, height: 740 } });
  await page.goto(path);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
});
