import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { CONTACT_EMAIL } from "../../site/src/contact.ts";
import { engineeringPages } from "../../site/src/docs/guides.ts";
import recordedDetails from "../../site/src/product/recorded-details.json" with { type: "json" };
import { recordedAnswers } from "../../site/src/try/recorded-answers.ts";
import { demoPayment } from "../../workers/antifraud/demo/demo-payment.ts";
import { ordinaryWeeks } from "../../workers/antifraud/demo/ordinary-weeks.ts";
import { usagePriceOf } from "../../workers/billing/index.ts";
import { privacyParts } from "../../workers/modules.ts";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { useSite } from "./open-site.ts";

const site = useSite();

const languages = ["uz", "ru", "en"] as const;
const paths = ["/", "/products", "/products/antifraud", "/register", "/security", "/privacy", "/status", "/changelog"];
const inLanguage = (language: string, path: string) =>
  language === "uz" ? path : `/${language}${path === "/" ? "" : path}`;
const everywhere = languages.flatMap((language) => paths.map((path) => inLanguage(language, path)));

describe("registering", () => {
  const password = "an evening in Samarkand";
  async function fill(page: Page, email: string, changes: Record<string, string> = {}): Promise<void> {
    const fields = {
      organization_name: `Bank <img src=x onerror="window.hit=1">`,
      full_name: "Nodira Rahimova",
      email,
      phone: "+998 (90) 123-45-67",
      password,
      ...changes,
    };
    for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  }

  it("leads into the application of a new organisation, signed in as its administrator", async () => {
    const page = await site.visit();
    const email = `${crypto.randomUUID()}@bank.uz`;
    await page.goto("/ru/products");
    await page.getByRole("link", { name: "Зарегистрироваться с этим выбором" }).click();
    await page.waitForURL("**/ru/register?products=antifraud");
    await fill(page, email);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/ru/app/overview");
    await page.locator(".rail:not([data-unknown])").waitFor();
    const me = (await page.evaluate("fetch('/api/users/me').then((answer) => answer.json())")) as object;
    expect(me).toMatchObject({ email, role: "org_admin", modules: ["antifraud"], phone: "+998901234567" });
    expect(await page.evaluate("window.hit")).toBeUndefined();
    expect(await site.mailedLink(email, "verify-email")).toMatch(/^\/ru\/verify-email#/);
  });

  it("says what is wrong beside each field, and loses nothing that was typed", async () => {
    const page = await site.visit();
    await page.goto("/en/register");
    await page.locator("[name=modules]").uncheck();
    await page.click("main button[type=submit]");
    await page.waitForSelector("#organization_name:focus");
    for (const field of ["organization_name", "full_name", "email", "phone", "password", "modules"])
      expect(await page.locator(`#${field}-error`).count(), field).toBe(1);

    await page.locator("[name=modules]").check();
    await fill(page, "admin@alfabank.uz");
    await page.keyboard.press("Enter");
    expect(await page.locator("#email-error").textContent()).toBe("This e-mail is already registered");
    expect(await page.locator("form div:has(> div > #email-error) a").getAttribute("href")).toBe("/en/sign-in");

    await fill(page, `${crypto.randomUUID()}@bank.uz`, { password: "password1" });
    await page.keyboard.press("Enter");
    await page.locator("#password-error:has-text('too easy to guess')").waitFor();

    await page.fill("#password", password);
    await page.route("**/api/auth/register", (route) => route.fulfill({ status: 503, body: "" }));
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain("did not answer");
    await page.unroute("**/api/auth/register");
    await page.context().setOffline(true);
    await page.keyboard.press("Enter");
    await page.locator("[role=alert]:has-text('offline')").waitFor();
    await page.context().setOffline(false);
    expect(await page.inputValue("#full_name")).toBe("Nodira Rahimova");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/en/app/overview");
  });

  it("takes what the server finds wrong to the field that it names", async () => {
    const page = await site.visit();
    await page.goto("/register");
    await fill(page, `${"a".repeat(64)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.uz`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#email-error");
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

describe("trying a decision", () => {
  it("decides on what the visitor chose, in their language, and tells it from what was recorded", async () => {
    const page = await site.visit();
    await page.goto("/ru");
    const score = page.locator("[data-score]");
    expect(await score.textContent()).toContain(String(recordedAnswers.ru.risk_score));
    await page.getByLabel("Сумма, сум").fill("184 000");
    await page.getByText("В Ташкенте", { exact: true }).click();
    await page.locator("#try-decision pre", { hasText: "Texnomart" }).waitFor();
    await page.getByRole("button", { name: "Получить решение" }).click();
    await page.getByText("Ответ получен только что").waitFor();
    await page.locator("#try-decision", { hasText: "Одобрен" }).waitFor();

    await page.getByRole("button", { name: "700 301" }).click();
    await page.getByRole("button", { name: "Получить решение" }).click();
    await page.locator("[data-score]:has-text('801')").waitFor();
  });

  it("says what is wrong with an amount, and what to do where nothing answers", async () => {
    const page = await site.visit();
    await page.goto("/en");
    await page.locator("#try-amount").fill("12 and more");
    await page.keyboard.press("Enter");
    expect(await page.locator("#try-amount-error").textContent()).toContain("from 1,000 to 1,000,000,000");
    await page.locator("#try-amount").fill("5000000");
    await page.context().setOffline(true);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain("You are offline");
    await page.context().setOffline(false);
    await page.keyboard.press("Enter");
    await page.getByText("Answered just now").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("what was recorded for the pages is what the service answers now", async () => {
    const choice = { amount: 5_000_000, place: "dubai", device: "own" } as const;
    const query = new URLSearchParams({ ...choice, amount: String(choice.amount) });
    for (const language of languages) {
      const headers = { "accept-language": language };
      const answer = await fetch(`${site.url}/api/antifraud/demo/decision?${query}`, { headers });
      const { processing_time_ms: _, ...recorded } = recordedAnswers[language];
      expect(await answer.json()).toMatchObject(recorded);
    }
    const { access_token } = await site.newPerson();
    for (const payment of [...ordinaryWeeks(), demoPayment(choice)])
      await site.post("/api/antifraud/transactions/submit", payment, access_token, "en");
    const path = `${site.url}/api/antifraud/transactions/${demoPayment(choice).transaction_id}`;
    const headers = { authorization: `Bearer ${access_token}`, "accept-language": "en" };
    await expect.poll(async () => (await fetch(path, { headers })).status, { timeout: 15_000 }).toBe(200);
    const { evidence, decision, reasons } = (await (
      await fetch(path, { headers })
    ).json()) as typeof recordedDetails.en;
    const recorded = recordedDetails.en;
    expect({ decision, reasons }).toEqual({ decision: recorded.decision, reasons: recorded.reasons });
    for (const part of ["model", "contributions", "rules", "thresholds"] as const)
      expect(evidence[part]).toEqual(recorded.evidence[part]);
  }, 60_000);
});

describe("choosing products", () => {
  it("computes the published price, the bundle too, and keeps the choice in the address", async () => {
    const page = await site.visit();
    await page.goto("/en/products");
    const total = () => page.locator("[data-total]").textContent();
    await page.getByLabel("Payments checked a month").fill("80 000");
    expect(await total()).toBe(`$${usagePriceOf({ transactions: 80_000 }).toLocaleString("en")}`);
    await page.getByText("BankCall AI").first().click();
    await page.getByLabel("Calls a month").fill("10000");
    const both = `$${usagePriceOf({ transactions: 80_000, calls: 10_000 }).toLocaleString("en")}`;
    expect(await total()).toBe(both);
    await page.reload();
    await page.locator(`[data-total]:has-text("${both}")`).waitFor();
    // What is in preparation has a price, but no account has it yet.
    expect(await page.getByRole("link", { name: "Register with this choice" }).getAttribute("href")).toBe(
      "/en/register?products=antifraud",
    );
    await page.getByLabel("Calls a month").fill("a lot");
    expect(await page.locator("#calls-error").textContent()).toContain("whole number");
    expect(await page.locator("[data-total]").count()).toBe(0);
    await page.getByText("Anti-Fraud AI").first().click();
    await page.getByText("BankCall AI").first().click();
    await page.getByText("Tick at least one product").waitFor();
    expect(await page.getByRole("link", { name: "Register with this choice" }).count()).toBe(0);
  });

  it("hostile words in the address run nothing and choose nothing", async () => {
    const page = await site.visit();
    const hostile = encodeURIComponent(`"><img src=x onerror="window.hit=1">`);
    await page.goto(`/en/products?products=${hostile}&transactions=${hostile}&calls=${hostile}`);
    await page.getByText("Tick at least one product").waitFor();
    await page.goto(`/en/register?products=${hostile}`);
    await page.waitForTimeout(100);
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

describe("the status page", () => {
  it("shows what answers this browser now, and what does not", async () => {
    const page = await site.visit();
    await page.goto("/en/status");
    await page.getByText("All services are working").waitFor();
    await page.route("**/readyz", (route) =>
      route.fulfill({
        status: 503,
        json: { status: "failing", parts: { decisions: "ok", data: "failing", messages: "ok", files: "ok" } },
      }),
    );
    await page.getByRole("button", { name: "Check now" }).click();
    await page.getByText("Some services do not answer").waitFor();
    await page.locator("[data-part=data]", { hasText: "Not answering" }).waitFor();
    for (const part of ["decisions", "messages", "files"])
      await page.locator(`[data-part=${part}]`, { hasText: "Working" }).waitFor();
    await page.unroute("**/readyz");
    await page.route("**/demo/decision?*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.getByRole("button", { name: "Check now" }).click();
    await page.locator("[data-part=decisions]", { hasText: "Not answering" }).waitFor();
    await page.locator("[data-part=data]", { hasText: "Working" }).waitFor();
    await page.route("**/readyz", (route) => route.fulfill({ status: 502, body: "<html>" }));
    await page.getByRole("button", { name: "Check now" }).click();
    await page.locator("[data-part=files]", { hasText: "Not answering" }).waitFor();
    await page.unrouteAll();
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Check now" }).click();
    await page.locator("[data-part=decisions]", { hasText: "You are offline" }).waitFor();
  });
});

it("the menu of a phone leads by keyboard to what the header has no room for, without a script too", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await site.visit({ viewport: { width: 360, height: 740 }, javaScriptEnabled });
    await page.goto("/en");
    await page.getByRole("button", { name: "Menu" }).focus();
    await page.keyboard.press("Enter");
    const menu = page.locator("#site-menu");
    await menu.waitFor();
    const links = await menu.getByRole("link").allTextContents();
    expect(links).toEqual(["Products", "Pricing", "Docs", "Open an account"]);
    if (javaScriptEnabled) await expectNoBarriers(page);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/en#pricing");
    if (javaScriptEnabled) await menu.waitFor({ state: "hidden" });
  }
});

it("the documentation leads to an account, on a phone too", async () => {
  const page = await site.visit();
  await page.goto("/en/docs");
  await page.locator("header").getByRole("link", { name: "Open an account" }).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.locator(".docs-menu-foot").getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL("**/en/sign-in");
});

describe("whom to write to", () => {
  it("security.txt says it, as RFC 9116 wants it", async () => {
    const answer = await fetch(`${site.url}/security.txt`);
    expect(answer.url).toBe(`${site.url}/.well-known/security.txt`);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const lines = (await answer.text()).trimEnd().split("\n");
    const fields = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)));
    const { Expires, ...others } = fields as Record<string, string>;
    expect(others).toEqual({
      Contact: `mailto:${CONTACT_EMAIL}`,
      "Preferred-Languages": "uz, ru, en",
      Canonical: "https://aifoundry.uz/.well-known/security.txt",
    });
    const days = (Date.parse(Expires ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });

  it.each(["/", "/ru/security", "/en/privacy"])("%s names the address", async (path) => {
    const html = await (await fetch(site.url + path)).text();
    const times = html.split(`href="mailto:${CONTACT_EMAIL}"`).length - 1;
    expect(times).toBeGreaterThanOrEqual(2);
  });

  it("the page on personal data names every class that is kept of somebody, in every language", async () => {
    const classes = privacyParts.flatMap((part) => part.classes).filter(({ about }) => about.length > 0);
    const page = await site.visit();
    for (const language of languages) {
      await page.goto(inLanguage(language, "/privacy"));
      const told = (await page.locator("main").textContent()) ?? "";
      for (const { title, period } of classes) {
        expect(told).toContain(title[language]);
        expect(told).toContain(period[language]);
      }
    }
  });
});

it.each(everywhere)("%s has no serious barrier in either theme, and scrolls sideways nowhere", async (path) => {
  const page = await site.visit();
  await page.goto(path);
  await expectNoBarriers(page, { about: path });
  await expectToFit(page, path);
});

it("every link of the public pages leads somewhere, its part of the page too", async () => {
  const page = await site.visit();
  const links = new Set<string>();
  for (const path of everywhere) {
    await page.goto(path);
    const found = (await page.evaluate("[...document.links].map(({ href }) => href)")) as string[];
    for (const link of found) links.add(link);
  }
  for (const link of links) {
    const { origin, hash, protocol, pathname } = new URL(link);
    if (protocol === "mailto:") {
      expect(pathname).toBe(CONTACT_EMAIL);
      continue;
    }
    expect(origin, link).toBe(site.url);
    const answer = await fetch(link);
    expect(answer.status, link).toBe(200);
    if (hash) expect(await answer.text(), link).toContain(`id="${hash.slice(1)}"`);
  }
});

it.each(languages)(
  "the product page tells the shipped model's own figures from those of the benchmark (%s)",
  async (language) => {
    const page = await site.visit();
    await page.goto(inLanguage(language, "/products/antifraud"));
    const sectionOf = (text: string | RegExp) => page.locator("main section section", { hasText: text });
    const separator = language === "en" ? "." : ",";
    const shipped = (await sectionOf("v1.1.0-ensemble").textContent()) ?? "";
    for (const figure of ["0.97", "93.2", "0.1"]) expect(shipped).toContain(figure.replace(".", separator));
    const told = { uz: /haqiqiysi yoʻq/, ru: /настоящих среди них нет/, en: /none of them real/ };
    expect(shipped).toMatch(told[language]);
    const benchmark = (await sectionOf("Handbook").textContent()) ?? "";
    const other = { uz: /xizmatdagi model emas/, ru: /не та модель, что работает/, en: /not the model in the service/ };
    expect(benchmark).toMatch(other[language]);
  },
);

describe("what search engines and shared links are told", () => {
  it("the sitemap names pages that exist, each its own canonical address with all its translations", async () => {
    const robots = await (await fetch(`${site.url}/robots.txt`)).text();
    expect(robots).toContain("Sitemap: https://aifoundry.uz/sitemap.xml");
    const sitemap = await (await fetch(`${site.url}/sitemap.xml`)).text();
    const addresses = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address!);
    expect(new Set(addresses).size).toBe(addresses.length);
    const wanted = [...everywhere, "/docs/api", "/ru/docs/api", ...engineeringPages.map(({ path }) => path)];
    for (const path of wanted) expect(addresses).toContain(`https://aifoundry.uz${path}`);
    for (const address of addresses) {
      const answer = await fetch(site.url + new URL(address).pathname);
      expect(answer.status, address).toBe(200);
      const html = await answer.text();
      expect(/<link rel="canonical" href="(.*?)"/.exec(html)?.[1], address).toBe(address);
      if (engineeringPages.some(({ path }) => address.endsWith(path))) continue;
      const translations = [...html.matchAll(/<link rel="alternate" hreflang="(.*?)" href="(.*?)"/g)];
      expect(translations.map(([, language]) => language)).toEqual(["uz", "ru", "en", "x-default"]);
      for (const [, , target] of translations) expect(addresses).toContain(target);
    }
  });

  it("public pages say what they are about, and bring a picture of the size that they name", async () => {
    const docs = ["/docs", "/docs/payments", "/docs/api", "/docs/errors"];
    const documentation = languages.flatMap((language) => docs.map((path) => inLanguage(language, path)));
    const locales = { uz: "uz_UZ", ru: "ru_RU", en: "en_GB" };
    for (const path of [...everywhere, ...documentation, "/en/docs/architecture"]) {
      const html = await (await fetch(site.url + path)).text();
      const language = languages.find((one) => path.startsWith(`/${one}`)) ?? "uz";
      expect(
        [...html.matchAll(/property="og:locale" content="(.*?)"/g)].map(([, locale]) => locale),
        path,
      ).toEqual([locales[language]]);
      expect(/<meta name="description" content="(.*?)"/.exec(html)?.[1]?.length, path).toBeGreaterThan(40);
      for (const property of ["title", "description", "url", "image", "locale"])
        expect(html, path).toContain(`property="og:${property}"`);
      const structured = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1];
      if (structured) expect(JSON.parse(structured)).toMatchObject({ "@context": "https://schema.org" });
    }
    const picture = Buffer.from(await (await fetch(`${site.url}/og.png`)).arrayBuffer());
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  it("pages that mails lead to are for nobody else", async () => {
    for (const path of ["/reset-password", "/invitation", "/verify-email", "/app/overview"])
      expect(await (await fetch(site.url + path)).text(), path).toContain('<meta name="robots" content="noindex">');
  });
});

it.each(["/", "/ru", "/ru/products/antifraud", "/ru/products", "/status"])(
  "nothing moves while %s loads, and its letters come with it",
  async (path) => {
    const page = await site.visit();
    await page.addInitScript(`
      window.shift = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
        .observe({ type: "layout-shift", buffered: true });`);
    await page.goto(path, { waitUntil: "networkidle" });
    expect(await page.evaluate("window.shift")).toBe(0);
    const blocking = await page.locator("head script[src]:not([type=module]):not([async]):not([defer])").all();
    expect(await Promise.all(blocking.map((script) => script.getAttribute("src")))).toEqual(["/theme.js"]);
    expect(await page.locator("link[rel=preload][as=font]").count()).toBe(path.startsWith("/ru") ? 2 : 1);
  },
);
