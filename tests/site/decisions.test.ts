import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { fraudulent, payment, useSite } from "./open-site.ts";

const site = useSite();

const LIST = "**/api/antifraud/transactions/list*";
const rowOf = (page: Page, id: string) => page.locator(`.table-row[data-id="${id}"]`);
const isLive = (page: Page) => page.locator("[data-status=live]").waitFor();

async function watch(): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page);
  await isLive(page);
  return page;
}

it("an organisation without payments is told how to send the first", async () => {
  const page = await watch();
  expect(await page.locator("main").textContent()).toContain("/api/antifraud/transactions/submit");
});

it("a submitted payment shows up by itself, with its decision", async () => {
  const page = await watch();
  const answer = await site.submit(fraudulent());
  const row = rowOf(page, answer.transaction_id);
  await row.waitFor();
  expect(await row.textContent()).toContain("Bloklandi");
  expect(await row.textContent()).toContain(String(answer.risk_score));
});

it("a filter narrows the list, stands in the address and holds for what comes later", async () => {
  const page = await watch();
  const ordinary = await site.submit(payment({ amount: 1000 }));
  await rowOf(page, ordinary.transaction_id).waitFor();
  await page.getByText("Bloklandi", { exact: true }).first().click();
  await page.waitForURL(/\?decision=BLOCKED$/);
  await rowOf(page, ordinary.transaction_id).waitFor({ state: "detached" });
  const another = await site.submit(payment({ amount: 1000 }));
  const blocked = await site.submit(fraudulent());
  await rowOf(page, blocked.transaction_id).waitFor();
  expect(await rowOf(page, another.transaction_id).count()).toBe(0);
  await page.reload();
  await rowOf(page, blocked.transaction_id).waitFor();
  expect(await rowOf(page, ordinary.transaction_id).count()).toBe(0);
});

it("words and user: narrow the list", async () => {
  const page = await watch();
  const mine = await site.submit(payment({ user_id: "user_searched", merchant: "Oʻrikzor bozori" }));
  const other = await site.submit(payment());
  await rowOf(page, other.transaction_id).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("o'rikzor");
  await rowOf(page, other.transaction_id).waitFor({ state: "detached" });
  await rowOf(page, mine.transaction_id).waitFor();
  await page.getByRole("searchbox").fill("user:user_searched");
  await page.waitForURL(/user=user_searched/);
  await rowOf(page, mine.transaction_id).waitFor();
  await expect.poll(() => page.locator(".table-row[data-id]").count()).toBe(1);
});

it("the evidence opens and closes by keyboard, and the focus comes back to its row", async () => {
  const first = await site.submit(payment());
  const second = await site.submit(fraudulent());
  const page = await watch();
  await rowOf(page, second.transaction_id).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`transaction=${second.transaction_id}$`));
  const drawer = page.getByRole("complementary", { name: "Qaror dalillari" });
  await drawer.getByText("Tarixi yoʻq toʻlovchidan chet elda juda katta toʻlov").waitFor();
  await page.keyboard.press("j");
  await page.waitForURL(new RegExp(`transaction=${first.transaction_id}$`));
  await page.keyboard.press("k");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  expect(new URL(page.url()).search).toBe("");
  await page.locator(`.table-row[data-id="${second.transaction_id}"]:focus`).waitFor();
});

it("a link to a transaction opens its evidence, and an unknown one says so", async () => {
  const { transaction_id } = await site.submit(fraudulent());
  const page = await watch();
  await page.goto(`/en/app/decisions?transaction=${transaction_id}`);
  await page.getByRole("complementary").getByText("Luxury Goods").first().waitFor();
  await page.goto("/en/app/decisions?transaction=TXN-nobody");
  await page.getByText("There is no such payment").waitFor();
});

it("rows do not move while somebody reads: new ones wait to be asked for", async () => {
  const { transaction_id } = await site.submit(payment());
  const page = await watch();
  await rowOf(page, transaction_id).click();
  const later = await site.submit(payment());
  const pill = page.getByRole("button", { name: "1 ta yangi" });
  await pill.waitFor();
  expect(await rowOf(page, later.transaction_id).count()).toBe(0);
  await page.keyboard.press("Escape");
  await pill.click();
  await rowOf(page, later.transaction_id).waitFor();
});

it("without a socket the list is still kept up, and the status says how", async () => {
  const page = await site.visit();
  await page.route("**/api/dashboard/live-feed/tickets", (route) => route.fulfill({ status: 503, body: "" }));
  await site.signIn(page);
  await page.locator("[data-status=polling]").waitFor();
  const { transaction_id } = await site.submit(payment());
  await rowOf(page, transaction_id).waitFor();
});

it("a list that cannot be had says so, and can be asked for again", async () => {
  await site.submit(payment());
  const page = await site.visit();
  await page.route(LIST, (route) => route.fulfill({ status: 503, body: "" }));
  await site.signIn(page, "fraud", "/en");
  await page.getByText("The decisions could not be loaded").waitFor();
  await page.unroute(LIST);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".table-row[data-id]").first().waitFor();
});

it("a list that goes on is loaded page by page, and only what is near the sight is drawn", async () => {
  const page = await site.visit();
  const newest = Date.now();
  await page.route(LIST, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
    const data = Array.from({ length: 500 }, (_, index) => ({
      ...payment({ transaction_id: `TXN-${10_000 - from - index}` }),
      decision: "APPROVED",
      risk_score: 10,
      reasons: [],
      created_at: new Date(newest - (from + index) * 1000).toISOString(),
    }));
    return route.fulfill({ json: { data, next_cursor: from === 0 ? "500" : null } });
  });
  await site.signIn(page, "fraud", "/en");
  await page.locator(".table-row[data-id]").first().waitFor();
  const scroller = page.locator(".table-scroller");
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.locator("[aria-rowcount='1001']").waitFor();
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByText("These are all decisions").waitFor();
  expect(await page.locator(".table-row").count()).toBeLessThanOrEqual(100);
});

it("a hundred thousand decisions are scrolled through with no more than a hundred rows drawn", async () => {
  const page = await site.visit();
  const data = Array.from({ length: 100_000 }, (_, index) => ({
    ...payment({ transaction_id: `TXN-${String(200_000 - index)}` }),
    decision: "APPROVED",
    risk_score: 10,
    reasons: [],
    created_at: new Date(Date.now() - index * 1000).toISOString(),
  }));
  await page.route(LIST, (route) => route.fulfill({ json: { data, next_cursor: null } }));
  await site.signIn(page, "fraud", "/en");
  await page.locator("[aria-rowcount='100001']").waitFor();
  for (const part of [0.25, 0.5, 0.9999, 0.1]) {
    await page
      .locator(".table-scroller")
      .evaluate((element, share) => element.scrollTo(0, element.scrollHeight * share), part);
    const first = Math.round(100_000 * part);
    await page.locator(`.table-row[data-id="TXN-${200_000 - Math.min(99_999, first)}"]`).waitFor();
    expect(await page.locator(".table-row").count()).toBeLessThanOrEqual(100);
  }
});

it("columns are widened, taken out and put back, and it is remembered", async () => {
  await site.submit(payment());
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en");
  await page.locator(".table-row[data-id]").first().waitFor();
  const merchant = page.getByRole("columnheader", { name: /^Merchant/ });
  const before = (await merchant.boundingBox())?.width ?? 0;
  await page.getByRole("separator", { name: "Width of Merchant" }).focus();
  for (let count = 0; count < 3; count++) await page.keyboard.press("ArrowRight");
  expect((await merchant.boundingBox())?.width).toBeCloseTo(before + 48, -1);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Merchant" }).click();
  await merchant.waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".table-row[data-id]").first().waitFor();
  expect(await merchant.count()).toBe(0);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitem", { name: "Restore the columns" }).click();
  await merchant.waitFor();
});

it("a filter becomes a token, is kept as a view under a name and comes back with it", async () => {
  await site.submit(payment({ merchant: "Safia" }));
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en");
  await page.getByRole("searchbox").fill("merchant:Safia amount:>1k");
  await page.keyboard.press("Enter");
  await page.waitForURL(/merchant=Safia/);
  expect(new URL(page.url()).searchParams.get("amount")).toBe(">1k");
  expect(await page.getByRole("searchbox").inputValue()).toBe("");
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await page.getByLabel("Name").fill("Safia above a thousand");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove the filter merchant:Safia" }).click();
  await page.getByRole("button", { name: "Remove the filter amount:>1k" }).click();
  await page.waitForURL(/\/decisions$/);
  await page.reload();
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Safia above a thousand", exact: true }).click();
  await page.waitForURL(/merchant=Safia&amount/);
});

it("who may not see payments is told so and whom to ask", async () => {
  const page = await site.visit();
  await site.signIn(page, "viewer");
  await page.getByText("Bu sahifaga ruxsatingiz yoʻq").waitFor();
  await page.locator("[data-status=stopped]").waitFor();
});

it("a session that has ended leads to sign in and back", async () => {
  const page = await watch();
  await page.context().clearCookies();
  await page.reload();
  await page.waitForURL(`${site.url}/sign-in?next=%2Fapp%2Fdecisions`);
});

it("signing out forgets the session", async () => {
  const page = await watch();
  await page.getByText("Alfa Bank Uzbekistan").first().waitFor();
  await page.getByRole("button", { name: "Hisob" }).click();
  await page.getByRole("button", { name: "Chiqish" }).click();
  await page.waitForURL(/\/sign-in$/);
  expect(await page.context().cookies()).toEqual([]);
});

it("the keys are listed on ?", async () => {
  const page = await watch();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Klaviatura" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

it("nothing scrolls sideways on a phone, with the longest names", async () => {
  const merchant = "Oʻzbekiston temir yoʻllari aksiyadorlik jamiyati Toshkent-Markaziy vokzali";
  const { transaction_id } = await site.submit(
    fraudulent({ merchant, transaction_id: `TXN-${"long-".repeat(15)}end` }),
  );
  const page = await site.visit({ viewport: { width: 360, height: 740 } });
  await site.signIn(page, "fraud", "/ru");
  await rowOf(page, transaction_id).click();
  await page.getByRole("complementary").getByText(merchant).first().waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
});
