import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { payment, useSite } from "./open-site.ts";

const hostile = `"><img src=x onerror="window.hit=1"></script><svg onload=window.hit=1>`;

const site = useSite();

/** Calls the API as the fraud manager. */
async function api<T>(path: string, body?: object): Promise<T> {
  const token = await site.tokenOf("fraud@alfabank.uz");
  const answer = body
    ? await site.post(path, body, token)
    : await fetch(site.url + path, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function work(path: string, ready: string, language = "/en"): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page, "fraud", language, path);
  await page.locator(ready).first().waitFor();
  return page;
}

const dialogOf = (page: Page) => page.locator("dialog[open]");
const submit = (page: Page) => dialogOf(page).locator("button[type=submit]");

describe("lists", () => {
  it("a list is made and filled by keys, decides the next payment, and gives a value back that was taken off", async () => {
    const page = await work("/app/lists", ".board button:text-is('New list')");
    await page.keyboard.press("n");
    await dialogOf(page).getByLabel("Name").fill("Regulator's orders");
    await submit(page).click();
    await page.waitForURL(/list=lst_/);
    await page.getByRole("heading", { name: "The list is empty" }).waitFor();

    await page.keyboard.press("n");
    await dialogOf(page).getByLabel("Value").fill("fp_ordered");
    await dialogOf(page).getByLabel("How long it holds").selectOption("regulator");
    await submit(page).click();
    await dialogOf(page).getByText("The number of the regulator’s order is needed").waitFor();
    await dialogOf(page).getByLabel("Reference").fill("MB-2026/14");
    await page.route("**/entries", (route) => route.fulfill({ status: 503, body: "" }));
    await submit(page).click();
    await dialogOf(page).getByRole("alert").waitFor();
    expect(await dialogOf(page).getByLabel("Value").inputValue()).toBe("fp_ordered");
    await page.unroute("**/entries");
    await submit(page).click();
    const row = page.locator(".drawer .table-row[data-id]");
    await row.getByText("MB-2026/14").waitFor();
    await row.getByText(/^until /).waitFor();

    const refused = await site.submit(payment({ metadata: { card_fingerprint: "fp_ordered" } }));
    expect(refused.decision).toBe("BLOCKED");

    await row.focus();
    await page.keyboard.press("Delete");
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await row.getByText("fp_ordered").waitFor();
    await page.locator(".drawer").getByText("History").click();
    await page.locator(".drawer .table-row[data-id]").getByText("You").waitFor();
  });

  it("a file with bad lines saves nothing until that is asked for, tells each by its number, and comes back as it went in", async () => {
    const { list_id } = await api<{ list_id: string }>("/api/antifraud/lists", {
      name: `Networks ${hostile}`.slice(0, 200),
      kind: "watch",
      subject_type: "ip",
    });
    const page = await work(`/app/lists?list=${list_id}`, ".drawer h2", "/ru");
    const text = `value,reason\n10.0.0.0/8,${hostile.replaceAll('"', "'")}\nhello,\n84.54.71.10,\n`;
    const menu = page.locator(".drawer header [aria-haspopup=menu]");
    await menu.click();
    await page.getByRole("menuitem", { name: "Добавить из CSV" }).click();
    await dialogOf(page)
      .locator("input[type=file]")
      .setInputFiles({ name: "networks.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await submit(page).click();
    await dialogOf(page).getByText("В файле есть ошибочные строки, ничего не сохранено").waitFor();
    await dialogOf(page).getByRole("row", { name: "3 Нужен адрес IPv4 или IPv6" }).waitFor();
    await dialogOf(page).getByText("добавить остальные").click();
    await submit(page).click();
    await dialogOf(page).getByRole("heading", { name: "Итог загрузки" }).waitFor();
    await dialogOf(page).getByRole("button", { name: "Закрыть", exact: true }).last().click();
    await page.locator(".drawer .table-row[data-id]").getByText("84.54.71.10").waitFor();

    await page.getByRole("searchbox", { name: "Найти значение" }).fill("10.1.2.3");
    await page.locator(".drawer .table-row[data-id]").getByText("10.0.0.0/8").waitFor();
    await page.getByText("84.54.71.10").waitFor({ state: "detached" });

    const saved = page.waitForEvent("download");
    await menu.click();
    await page.getByRole("menuitem", { name: "Скачать CSV" }).click();
    expect(readFileSync(await (await saved).path(), "utf8")).toContain("84.54.71.10");
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

describe("blocks", () => {
  it("a customer is blocked with a reference for a term, refused, and judged as usual once the block is lifted", async () => {
    const page = await work("/app/blocks", ".board button:text-is('Block')");
    await page.keyboard.press("n");
    await submit(page).click();
    await dialogOf(page).getByText("Enter the identifier").waitFor();
    await dialogOf(page).getByLabel("What is blocked").selectOption("user");
    await dialogOf(page).getByLabel("Identifier").fill("user_suspect");
    await dialogOf(page).getByLabel("Reason").fill(hostile);
    await dialogOf(page).getByLabel("Reference").fill("MB-2026/15");
    await submit(page).click();
    const row = page.locator(".table-row[data-id]", { hasText: "user_suspect" });
    await row.getByText("72 h left").waitFor();
    const pay = async () => (await site.submit(payment({ user_id: "user_suspect" }))).decision;
    expect(await pay()).toBe("BLOCKED");

    await row.click();
    await page.locator(".drawer").getByText(hostile).waitFor();
    await page.locator(".drawer").getByRole("button", { name: "Lift the block" }).click();
    await dialogOf(page).getByRole("heading", { name: "Lift the block of user_suspect" }).waitFor();
    await submit(page).click();
    await page.locator(".drawer").getByText("lifted", { exact: true }).waitFor();
    expect(await pay()).not.toBe("BLOCKED");
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

describe("trends and merchants", () => {
  const shop = `Shop ${hostile}`;

  it("thresholds are moved by keys, and what they would do is what the API says", async () => {
    const { transaction_id } = await site.submit(payment({ merchant: shop }));
    await site.submit(payment({ merchant: shop, user_id: "user_trend", amount: 4000, currency: "USD" }));
    await expect
      .poll(async () => (await api<{ transactions: number }>("/api/antifraud/analytics/thresholds")).transactions, {
        timeout: 20_000,
      })
      .toBeGreaterThan(1);
    const page = await work("/app/trends?period=today", "[role=slider][aria-valuetext*='to review']");
    const chart = page.getByRole("slider", { name: /^Decisions/ });
    await chart.focus();
    await page.keyboard.press("End");
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("slider");
    const review = page.getByRole("slider", { name: /^Review threshold/ });
    await review.focus();
    for (const key of ["PageDown", "PageDown", "ArrowLeft"]) await page.keyboard.press(key);
    await page.waitForURL(/review=390/);
    type Pair = Record<"approved" | "under_review" | "blocked", { transactions: number }>;
    const { pairs } = await api<{ pairs: Pair[] }>(
      "/api/antifraud/analytics/thresholds?period=today&review_from=390&block_above=800",
    );
    const shown = await page.getByRole("row", { name: /^Payments/ }).allTextContents();
    const tried = await page
      .getByRole("row", { name: /^Payments/ })
      .locator("td:nth-of-type(2)")
      .allTextContents();
    expect(tried, shown.join()).toEqual(
      [pairs[0]?.approved, pairs[0]?.under_review, pairs[0]?.blocked].map((volume) => String(volume?.transactions)),
    );
    await page.getByRole("slider", { name: /^Block threshold/ }).focus();
    await page.keyboard.press("Home");
    await page.waitForURL(/block=390/);
    await page.getByRole("button", { name: "Back to the thresholds in force" }).click();
    await page.waitForURL(/trends\?period=today$/);

    const saved = page.waitForEvent("download");
    await page.keyboard.press("e");
    expect(readFileSync(await (await saved).path(), "utf8")).toContain(transaction_id);
    const sheet = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("menuitem", { name: "Excel" }).click();
    expect(
      readFileSync(await (await sheet).path())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });

  it("thresholds that were tried are put into force from where they were tried", async () => {
    const page = await work(
      "/app/trends?period=today&review=480&block=820",
      "[role=slider][aria-valuetext*='to review']",
    );
    await page.getByRole("button", { name: "Put into force" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.textContent()).toContain("scores from 480 go to review and scores above 820 are blocked");
    await dialog.getByRole("button", { name: "Put into force" }).click();
    await page.getByText("The thresholds are in force").waitFor();
    await page.waitForURL(/trends\?period=today$/);
    type Policy = { allow_first: boolean; thresholds: { review_from: number; block_above: number } };
    expect(await api<Policy>("/api/antifraud/rules/policy")).toMatchObject({
      allow_first: false,
      thresholds: { review_from: 480, block_above: 820 },
    });
  });

  it("a merchant leads to its payments and to nobody else's", async () => {
    const page = await work("/app/merchants?period=7d", ".table-row[data-id]");
    const row = page.locator(".table-row[data-id]", { hasText: shop });
    await row.click();
    await page.locator(".drawer").getByText("With 95 % of certainty at least this").waitFor();
    await page.keyboard.press("p");
    await page.waitForURL(/decisions\?/);
    await page.locator(".table-row[data-id]").first().waitFor();
    for (const text of await page.locator(".table-row [data-column=merchant]").allTextContents())
      expect(text).toContain(shop);
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

describe("alerts", () => {
  it("a rule is written with its complaints at their fields, tested, muted, changed, and deleted after it was named", async () => {
    const page = await work("/app/alert-rules", ".table-row[data-id], h2");
    await page.keyboard.press("n");
    const form = dialogOf(page);
    await form.getByLabel("Name").fill(`Blocks ${hostile}`);
    await form.getByLabel("Threshold, %").fill("500");
    await form.getByLabel("Mail addresses").fill("shift@alfabank.uz, nonsense");
    await submit(page).click();
    await form.getByText("A share is between 0 and 100 %").waitFor();
    await form.getByLabel("Threshold, %").fill("7,5");
    await submit(page).click();
    await form.getByText("Up to 10 valid addresses").waitFor();
    expect(await form.getByLabel("Threshold, %").inputValue()).toBe("7,5");
    await form.getByLabel("Mail addresses").fill("shift@alfabank.uz");
    await submit(page).click();
    const drawer = page.locator(".drawer");
    await drawer.getByText("Block rate above 7.5%, over 60 min").waitFor();
    await drawer.getByRole("button", { name: "Test message" }).click();
    await page.getByText("Test messages sent: 1").waitFor();

    await drawer.getByRole("button", { name: "Mute" }).click();
    await submit(page).click();
    await drawer.getByRole("button", { name: "Unmute" }).click();
    await page.getByText("The rule tells again").waitFor();
    await drawer.getByRole("button", { name: "Edit" }).click();
    await form.getByLabel("Figure").selectOption("review_backlog");
    await form.getByLabel("Threshold").fill("0");
    await submit(page).click();
    await drawer.getByText("Review backlog above 0", { exact: true }).waitFor();
    await drawer.getByRole("button", { name: "Delete the rule" }).click();
    await form.getByText("The figure is watched no more").waitFor();
    await submit(page).click();
    await page.getByRole("heading", { name: "There is no rule yet" }).waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });

  it("an alert is looked after by one key, and who does is told", async () => {
    const alert = {
      id: "alert_1",
      state: "firing",
      source: "breaker",
      source_id: "rule_burst",
      name: hostile,
      metric: "block_rate",
      comparison: null,
      baseline: null,
      window_minutes: null,
      severity: "critical",
      value: 0.31,
      threshold: 0.1,
      subject: null,
      began_at: new Date().toISOString(),
      fired_at: new Date().toISOString(),
      ended_at: null,
      told: true,
      acknowledged_by: null as string | null,
      acknowledged_at: null,
    };
    const page = await site.visit();
    await page.route("**/api/antifraud/alerts?*", (route) =>
      route.fulfill({ json: { data: [alert], next_cursor: null } }),
    );
    await page.route("**/api/antifraud/alerts/alert_1", (route) => route.fulfill({ json: alert }));
    await page.route("**/api/antifraud/alerts/alert_1/acknowledge", (route) =>
      route.fulfill({ json: { ...alert, acknowledged_by: "usr_colleague" } }),
    );
    await site.signIn(page, "fraud", "/en", "/app/alerts");
    await page.locator(".table-row[data-id]").click();
    await page.locator(".drawer").getByText("31%").waitFor();
    await page.keyboard.press("a");
    await page.locator(".drawer").getByText("usr_colleague").waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

describe("models", () => {
  it("the model that decides tells its health, and a file that is no model is refused with nothing lost", async () => {
    const page = await work("/app/models?model=bundled", ".drawer h3");
    await page.locator(".drawer").getByText("There is not enough yet to measure drift").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Upload a model" }).first().waitFor();
    await page.keyboard.press("n");
    await submit(page).click();
    await dialogOf(page).getByText("Choose a file").first().waitFor();
    const file = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await dialogOf(page).getByLabel("ONNX file").setInputFiles(file("model.onnx", "no model"));
    await dialogOf(page).getByLabel("Manifest (JSON)").setInputFiles(file("manifest.json", '{"version":"v1"}'));
    await submit(page).click();
    await dialogOf(page).getByRole("alert").getByText("The model is refused").waitFor();
    await dialogOf(page).getByRole("listitem").first().waitFor();
  });

  it("a model decides only after it was said for whom, and what the server refuses is told", async () => {
    const model = {
      id: "mdl_1",
      version: hostile,
      status: "shadow",
      canary_share: null,
      features: 40,
      sha256: "0",
      bytes: 400_000,
      uploaded_by: "usr_1",
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
    };
    const page = await site.visit();
    await page.route("**/api/antifraud/models", (route) => route.fulfill({ json: { deciding: "v0", data: [model] } }));
    await site.signIn(page, "fraud", "/en", "/app/models?model=mdl_1");
    await page.locator(".drawer").getByRole("button", { name: "On canary" }).click();
    await dialogOf(page).getByLabel("Share of the payers, %").fill("100");
    await submit(page).click();
    await dialogOf(page).getByText("From 0.1 to 99 %").waitFor();
    await dialogOf(page).getByLabel("Share of the payers, %").fill("12,5");
    const sent = page.waitForRequest("**/models/mdl_1/canary");
    await submit(page).click();
    expect((await sent).postDataJSON()).toEqual({ share: 0.125 });
    await dialogOf(page).getByRole("alert").getByText("There is no such model").waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

const pages = [
  { path: "/app/lists?list=lst_blocked_users", ready: ".drawer .table-scroller, .drawer h2" },
  { path: "/app/blocks", ready: ".table-row[data-id], h2" },
  { path: "/app/backtests", ready: ".table-row[data-id], h2" },
  { path: "/app/trends", ready: "table" },
  { path: "/app/alerts", ready: ".table-row[data-id], h2" },
  { path: "/app/alert-rules", ready: ".table-row[data-id], h2" },
  { path: "/app/models?model=bundled", ready: ".drawer h3" },
  { path: "/app/merchants", ready: ".table-row[data-id]" },
];

describe.each(pages)("$path", ({ path, ready }) => {
  it("has no serious barrier in three languages and both themes, and scrolls sideways nowhere", async () => {
    const page = await site.visit();
    await site.signIn(page, "fraud", "", path);
    for (const language of ["", "/ru", "/en"]) {
      await page.goto(language + path);
      await page.locator(ready).first().waitFor();
      await expectNoBarriers(page, { about: language });
      await expectToFit(page, language, [768, 360, 1440]);
    }
  });
});
