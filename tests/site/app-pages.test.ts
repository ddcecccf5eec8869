import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { fraudulent, payment, useSite } from "./open-site.ts";

/** Texts that would run, or break out of their place, where a page trusted them. */
const hostile = [
  `<img src=x onerror="window.hit=1">`,
  `"><svg onload=window.hit=1>`,
  `javascript:window.hit=1//`,
  `</script><script>window.hit=1</script>`,
  "{{constructor.constructor('window.hit=1')()}}",
];
const longName = "Oʻzbekiston temir yoʻllari aksiyadorlik jamiyati Toshkent-Markaziy vokzali";

const site = useSite();
let open: string;
beforeAll(async () => {
  for (const [index, text] of hostile.entries())
    await site.submit(
      fraudulent({
        transaction_id: `TXN-x${index} ${text}`.slice(0, 100),
        user_id: text.slice(0, 100),
        merchant: text,
        merchant_category: text,
        device_id: text,
      }),
    );
  const trip = { user_id: "user_trip", merchant: longName, metadata: { card_fingerprint: "fp_trip" } };
  const hour = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString();
  const home = { country: "UZ", city: "Tashkent", lat: 41.31, lon: 69.28 };
  await site.submit(payment({ ...trip, location: home, timestamp: hour(0.5) }));
  const abroad = { country: "AE", city: "Dubai", lat: 25.2, lon: 55.27 };
  open = (await site.submit(fraudulent({ ...trip, location: abroad, timestamp: hour(0.1) }))).transaction_id;
});

const pages = [
  { name: "the overview", path: "/app/overview", ready: "figure svg[role=slider]" },
  { name: "the decisions", path: "/app/decisions", ready: ".table-row[data-id]" },
  { name: "the review queue", path: "/app/reviews", ready: ".table-row[data-id], h2" },
  { name: "a payment", path: "/app/transaction?id=", ready: "figure svg[role=img]" },
  { name: "the pieces", path: "/ui", ready: ".table-row[data-id]" },
];
const pathOf = (path: string) => (path.endsWith("=") ? path + encodeURIComponent(open) : path);

async function visit(
  path: string,
  ready: string,
  options: Parameters<typeof site.visit>[0],
  language = "",
): Promise<Page> {
  const page = await site.visit(options);
  await site.signIn(page, "fraud", language, pathOf(path));
  await page.locator(ready).first().waitFor();
  return page;
}

describe.each(pages)("$name", ({ path, ready }) => {
  it.each(["", "/ru", "/en"])("has no serious barrier in either theme (%s)", async (language) => {
    await expectNoBarriers(await visit(path, ready, {}, language));
  });

  it("scrolls sideways nowhere, at 360, 768, 1440 and 1920 px, in Russian", async () => {
    const page = await visit(path, ready, {}, "/ru");
    await expectToFit(page, "", [1920, 1440, 768, 360]);
  });
});

it("hostile payments are shown as they were written and run nothing", async () => {
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en");
  for (const path of ["/app/decisions", "/app/reviews", "/app/overview"]) {
    await page.goto(`/en${path}`);
    await page.locator(".table-row[data-id], aside li, h2").first().waitFor();
    expect(await page.evaluate("window.hit"), path).toBeUndefined();
  }
  for (const [index, text] of hostile.entries()) {
    const id = encodeURIComponent(`TXN-x${index} ${text}`.slice(0, 100));
    const filter = new URLSearchParams({ q: text, user: text, merchant: text, amount: text });
    for (const path of [`transaction?id=${id}`, `decisions?transaction=${id}`, `decisions?${filter}`]) {
      await page.goto(`/en/app/${path}`);
      await page.getByText(text).first().waitFor();
      expect(await page.evaluate("window.hit"), path).toBeUndefined();
    }
  }
});

describe("the frame", () => {
  it("goes to a page by G and its letter, also on a Russian keyboard", async () => {
    const page = await visit("/app/decisions", ".table-row[data-id]", {});
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await page.waitForURL(/\/app\/overview$/);
    await page.locator("[data-command=palette]").waitFor();
    await page.locator("figure").first().waitFor();
    await page.evaluate(`
      for (const [key, code] of [["п", "KeyG"], ["в", "KeyD"]])
        window.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true }))`);
    await page.waitForURL(/\/app\/decisions$/);
  });

  it("has a letter of its own for every page that one leads to", async () => {
    const page = await site.visit();
    await site.signIn(page, "root", "/en", "/app/account");
    await page.locator(".rail:not([data-unknown])").waitFor();
    await page.keyboard.press("?");
    const rows = page.getByRole("dialog").locator("dt", { hasText: /^G/ });
    await rows.first().waitFor();
    const letters = (await rows.allTextContents()).filter((keys) => keys.length === 2);
    expect(letters.length).toBeGreaterThan(10);
    expect(letters.toSorted()).toEqual([...new Set(letters)].toSorted());
  });

  it("opens a payment by its id from the palette, and closes it on Escape", async () => {
    const page = await visit("/app/overview", "figure", {}, "/en");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("combobox").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(open);
    await page.getByRole("option", { name: `Open the payment ${open}` }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/en/app/transaction?id=${open}`);
    await page.getByText("nobody travels so fast").waitFor();
  });

  it("shows who is signed in only the pages that are for them", async () => {
    const page = await site.visit();
    await site.signIn(page, "viewer", "/en", "/app/overview");
    await page.locator(".rail:not([data-unknown])").waitFor();
    const shown = (await page.locator(".rail-link:visible").allTextContents()).map((text) => text.trim());
    expect(shown).toEqual(["Overview", "Backtests", "Trends", "Merchants"]);
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: /Overview/ }).waitFor();
    expect(await page.getByRole("option", { name: /Decisions/ }).count()).toBe(0);
  });

  it("keeps the filter when the language is changed", async () => {
    const page = await visit("/app/decisions?decision=BLOCKED", ".table-row[data-id]", {});
    await page.locator("[popovertarget=account]").click();
    await page.locator("#account a[hreflang=ru]").click();
    await page.waitForURL(/\/ru\/app\/decisions\?decision=BLOCKED$/);
  });

  it("says so while there is no connection", async () => {
    const page = await visit("/app/decisions", ".table-row[data-id]", {}, "/en");
    await page.context().setOffline(true);
    await page.getByText("You are offline. What you see may be out of date").waitFor();
    await page.context().setOffline(false);
    await page.getByText("You are offline. What you see may be out of date").waitFor({ state: "detached" });
  });

  it("asks for the password over the page when the session ends mid-work, and what was typed is sent then", async () => {
    const transaction_id = await site.openReview();
    const page = await visit(`/app/reviews?transaction=${transaction_id}`, ".drawer", {}, "/en");
    await page.getByRole("button", { name: /^Note/ }).click();
    await page.getByRole("textbox", { name: "Note" }).fill("Called back, the customer confirms");
    const refused = {
      status: 401,
      contentType: "application/problem+json",
      json: { title: "Sign in", status: 401, code: "auth.not_authenticated" },
    };
    let isOver = true;
    await page.route("**/api/**", (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/api/auth/login") isOver = false;
      return isOver ? route.fulfill(refused) : route.continue();
    });
    await page.getByRole("dialog").getByRole("button", { name: "Note" }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.getByLabel("E-mail").fill("fraud@alfabank.uz");
    await dialog.getByLabel("Password").fill(site.password);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText("The note is written").waitFor();
    await page.getByText("Called back, the customer confirms").waitFor();
  });
});
