import type { Page } from "playwright-core";
import { slowProcessor } from "./load-page.ts";
import type { SiteBench } from "./open-bench.ts";

/** One press or click, from the input to the next paint; told from 16 ms on. */
type Interaction = { duration: number; name: string; target: string };

/** Works through the review queue by keyboard: steps, approvals, and one taken back. The worst interaction first. */
export async function workQueue(bench: SiteBench): Promise<Interaction[]> {
  const page = await bench.visit(".table-row[data-id]");
  await page.goto("/en/app/reviews");
  await page.evaluate("siteBench.content");
  await slowProcessor(page);
  for (const key of ["j", "j", "k"]) await press(page, key);
  await press(page, "Enter");
  await page.locator(".table-row.is-open").waitFor();
  for (const key of ["j", "j", "j", "k"]) await step(page, key);
  let approved: string | null = null;
  for (let count = 0; count < 3; count++) {
    await page.getByRole("button", { name: "Approve" }).waitFor();
    approved = await openOne(page);
    await press(page, "a");
    await page.locator(`.table-row[data-id="${approved}"]`).waitFor({ state: "detached" });
  }
  await press(page, "u");
  await page.locator(`.table-row[data-id="${approved}"]`).waitFor();
  return interactionsOf(page);
}

/** Narrows the decisions by keyboard and by the choices that are always in sight. The worst interaction first. */
export async function filterDecisions(bench: SiteBench): Promise<Interaction[]> {
  const page = await bench.visit(".table-row[data-id]");
  await page.goto("/app/decisions");
  await page.evaluate("siteBench.content");
  await slowProcessor(page);
  await press(page, "/");
  for (const key of "korzinka") await press(page, key);
  await page.waitForURL(/q=korzinka/);
  await page.locator(".table-row[data-id]").first().waitFor();
  await press(page, "Enter");
  const choices = page.locator("fieldset label");
  for (const place of [2, 1, 0]) {
    await choices.nth(place).click();
    await page.evaluate("siteBench.painted()");
    await page.locator("[role=grid], .board h2").first().waitFor();
  }
  return interactionsOf(page);
}

const openOne = (page: Page) => page.locator(".table-row.is-open").getAttribute("data-id");

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate("siteBench.painted()");
}

/** A step with the payment open leads to the next one's address. */
async function step(page: Page, key: string): Promise<void> {
  const before = page.url();
  await press(page, key);
  await page.waitForURL((url) => url.href !== before);
}

async function interactionsOf(page: Page): Promise<Interaction[]> {
  const found = await page.evaluate<Interaction[]>("siteBench.interactions()");
  await page.context().close();
  return found;
}
