import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { useSite } from "./open-site.ts";

const site = useSite();

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Your session has ended" });
const nameOf = (page: Page) => page.getByLabel("Full name");
const save = (page: Page) =>
  page
    .locator("form", { has: nameOf(page) })
    .locator("[type=submit]")
    .click();

/** Writes what the session does not outlive, and sends it. */
async function sendTooLate(page: Page, name: string): Promise<void> {
  await nameOf(page).fill(name);
  await page.context().clearCookies();
  await save(page);
  await dialogOf(page).waitFor();
}

async function enter(page: Page, email: string, password: string): Promise<void> {
  await dialogOf(page).getByLabel("E-mail").fill(email);
  await dialogOf(page).getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

it("a session that ends mid-work asks for the second factor too, and sends what was written", async () => {
  const { email, password, secret } = await site.personWithFactor();
  const codeAt = (timestamp: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
  const page = await site.visit();
  await page.goto("/en/sign-in?next=/en/app/account");
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.keyboard.press("Enter");
  await page.getByLabel("Code").fill(codeAt(Date.now()));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/app/account");
  await sendTooLate(page, "Nodira Saidova");
  await enter(page, email, password);
  await dialogOf(page)
    .getByLabel("Code")
    .fill(codeAt(Date.now() + 30_000));
  await page.keyboard.press("Enter");
  await dialogOf(page).waitFor({ state: "detached" });
  await page.getByText("Profile saved").waitFor();
  await page.reload();
  await expect.poll(() => nameOf(page).inputValue()).toBe("Nodira Saidova");
});

it("somebody else who signs in there sees their own page, and nothing of what was written is sent", async () => {
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en", "/app/account");
  await sendTooLate(page, "Written by the other");
  await enter(page, "admin@betabank.uz", site.password);
  await page.locator('[data-organization]:visible:has-text("Beta Bank")').waitFor();
  await expect.poll(() => nameOf(page).inputValue()).not.toMatch(/^$|Written by the other/);
});

it("a long form is still there, and is sent once", async () => {
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en", "/app/rules/edit");
  await page.getByLabel("Name", { exact: true }).fill("Dear and abroad");
  await page.getByRole("button", { name: "Add a comparison" }).click();
  await page
    .getByLabel("Value, $")
    .or(page.getByLabel("Value", { exact: true }))
    .fill("10 000");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save the draft" }).click();
  await dialogOf(page).waitFor();
  await enter(page, "fraud@alfabank.uz", site.password);
  await dialogOf(page).waitFor({ state: "detached" });
  await page.waitForURL(/rule=rule_/);
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Dear and abroad");
  const headers = { authorization: `Bearer ${await site.tokenOf("fraud@alfabank.uz")}` };
  const answer = await fetch(`${site.url}/api/antifraud/rules/list`, { headers });
  const { data } = (await answer.json()) as { data: { name: string }[] };
  expect(data.filter(({ name }) => name === "Dear and abroad")).toHaveLength(1);
});
