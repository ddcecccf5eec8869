import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { fraudulent, payment, useSite } from "./open-site.ts";

const site = useSite();

const LIST = "**/api/antifraud/transactions/list*";
const rowOf = (page: Page, id: string) => page.locator(`.table-row[data-id="${id}"]`);
const isLive = (page: Page) => page.locator("[data-status=live]").waitFor();

const summary = (id: string) => ({
  ...payment({ transaction_id: id, merchant: "Sought" }),
  decision: "APPROVED",
  risk_score: 742,
  reasons: [],
  created_at: new Date(Date.now() - 60_000).toISOString(),
});

it("what the newest pages do not hold is searched on in older ones, and further when it is asked for", async () => {
  const page = await site.visit();
  const asked: string[] = [];
  await page.route(LIST, (route) => {
    const query = new URL(route.request().url()).searchParams;
    if (!query.has("q")) return route.fulfill({ json: { data: [summary("TXN-other")], next_cursor: null } });
    const at = Number(query.get("cursor") ?? 0);
    asked.push(`${query.get("q")} ${query.get("min_amount")} ${at}`);
    return route.fulfill({
      json: { data: at === 7 ? [summary("TXN-found")] : [], next_cursor: at === 7 ? null : String(at + 1) },
    });
  });
  await site.signIn(page, "fraud", "/en");
  await rowOf(page, "TXN-other").waitFor();
  await page.goto("/en/app/decisions?q=sought&amount=%3E%3D5k");
  await page.getByText("No match among the latest decisions").waitFor();
  expect(await page.getByText("No decision matches this filter").count()).toBe(0);
  expect([...new Set(asked)]).toEqual([0, 1, 2, 3, 4, 5].map((at) => `sought 5000 ${at}`));
  await page.getByRole("button", { name: "Search older ones" }).click();
  await rowOf(page, "TXN-found").waitFor();
  await page.getByText("These are all decisions").waitFor();
});

it("a filter by device holds for what comes over the feed, which does not name it, and goes with the file", async () => {
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en", "/app/decisions?device=mine");
  await isLive(page);
  const mine = await site.submit(payment({ device_id: "mine", merchant: "Safia" }));
  const other = await site.submit(payment({ device_id: "theirs" }));
  await rowOf(page, mine.transaction_id).waitFor();
  expect(await rowOf(page, other.transaction_id).count()).toBe(0);
  await page.getByRole("button", { name: "Download" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("decisions.csv");
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain(mine.transaction_id);
  expect(text).not.toContain(other.transaction_id);
});

it("who may not export is offered no file, and a value that cannot be read is named", async () => {
  const page = await site.visit();
  await site.signIn(page, "admin", "/en", "/app/decisions?ip=10.0");
  await page.getByText("Not applied, cannot be read: ip:10.0").waitFor();
  await page.getByRole("button", { name: "Saved views" }).waitFor();
  expect(await page.getByRole("button", { name: "Download" }).count()).toBe(0);
});

it("rows stay under the resting mouse, in the list and beside the figures", async () => {
  const { transaction_id } = await site.submit(payment());
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en");
  await isLive(page);
  await rowOf(page, transaction_id).hover();
  const second = await site.submit(payment());
  await page.getByRole("button", { name: "1 new" }).click();
  await rowOf(page, second.transaction_id).waitFor();
  await page.goto("/en/app/overview");
  await isLive(page);
  const rail = page.getByRole("complementary", { name: "Live decisions" });
  await rail.getByRole("listitem").nth(1).hover();
  const third = await site.submit(fraudulent());
  const pill = rail.getByRole("button", { name: "1 new" });
  await pill.waitFor();
  const link = rail.locator(`a[href*="${third.transaction_id}"]`);
  expect(await link.count()).toBe(0);
  await pill.click();
  await link.waitFor();
});

it("a socket that never opens is given up for polling, and a poll that fails is told", async () => {
  const page = await site.visit();
  await page.clock.install();
  await page.routeWebSocket(/live-feed/, () => new Promise(() => {}));
  await site.signIn(page, "fraud", "/en");
  await page.locator(".table-row[data-id]").first().waitFor();
  const soon = async (what: Locator) => {
    await page.clock.runFor(5100);
    return what.count();
  };
  await expect.poll(() => soon(page.locator("[data-status=polling]"))).toBe(1);
  const { transaction_id } = await site.submit(payment());
  await expect.poll(() => soon(rowOf(page, transaction_id))).toBe(1);
  await page.route(LIST, (route) => route.fulfill({ status: 503, body: "" }));
  await expect.poll(() => soon(page.locator("[data-status=failing]"))).toBe(1);
  await page.getByText(/^Could not refresh, shown as of/).waitFor();
  await page.getByText("Refreshes every 5 s").waitFor({ state: "detached" });
});

it("figures lead to the rows that they count", async () => {
  const stopped = await site.submit(fraudulent());
  await site.post(
    "/api/antifraud/labels",
    {
      labels: [{ transaction_id: stopped.transaction_id, source: "chargeback", source_id: crypto.randomUUID() }],
    },
    await site.tokenOf("fraud@alfabank.uz"),
  );
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en", "/app/overview?period=today");
  const tile = (name: string) => page.getByRole("link", { name: new RegExp(`^${name}`) });
  await tile("Saved").waitFor();
  expect(await tile("Blocked").textContent()).toMatch(/of all payments/);
  expect(await tile("Sent to review").getAttribute("href")).toMatch(/decisions\?decision=UNDER_REVIEW&from=.*&to=/);
  expect(await tile("Confirmed fraud").getAttribute("href")).toMatch(/decisions\?label=fraud&from=/);
  await page.getByRole("button", { name: "Table" }).first().click();
  await page.getByRole("region", { name: "Decisions" }).getByRole("link").first().waitFor();
  await expect
    .poll(async () => {
      await page.goto("/en/app/overview?period=today");
      await tile("Saved").click();
      await page.waitForURL(/decisions\?label=stopped_fraud&from=/);
      await page.locator(".table-row[data-id], main :text('No decision matches')").first().waitFor();
      return rowOf(page, stopped.transaction_id).count();
    })
    .toBe(1);
});

it("a phone shows the score of each decision", async () => {
  const { transaction_id, risk_score } = await site.submit(fraudulent());
  const page = await site.visit({ viewport: { width: 360, height: 740 } });
  await site.signIn(page, "fraud", "/en");
  await rowOf(page, transaction_id).getByText(String(risk_score)).first().waitFor();
});
