import { execFile } from "node:child_process";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createWebhookReceiver, type ReceivedRequest } from "../support/fakes/webhook-receiver.ts";
import { verifiedBy } from "../support/standard-webhooks.ts";
import { payment, useSite } from "./open-site.ts";

const PASSWORD = "an evening in Samarkand";
const HOOK = "/hooks/first-day";
const run = promisify(execFile);

const site = useSite();
const receiver = createWebhookReceiver();
let receiverUrl: string;
beforeAll(async () => {
  await new Promise<void>((listening) => receiver.server.listen(0, "127.0.0.1", listening));
  receiverUrl = `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  receiver.stop();
});

const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });
const rowOf = (page: Page, id: string) => page.locator(`.table-row[data-id="${id}"]`);
const secretOf = async (page: Page, name: string): Promise<string> => {
  const shown = dialogOf(page, name);
  const secret = (await shown.locator("pre").textContent()) ?? "";
  await shown.getByRole("button", { name: "I have kept it" }).click();
  return secret;
};

async function register(page: Page, email: string): Promise<void> {
  await page.goto("/en/register?products=antifraud");
  const about = { organization_name: "Samarqand Bank", full_name: "Nodira Rahimova", phone: "+998901234567" };
  for (const [name, value] of Object.entries({ ...about, email, password: PASSWORD }))
    await page.fill(`#${name}`, value);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/app/overview");
}

async function invite(page: Page, email: string): Promise<string> {
  await page.goto("/en/app/organization/people");
  await page.getByRole("button", { name: "Invite", disabled: false }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "E-mail" }).fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("antifraud_manager");
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText(`Invitation sent to ${email}`).waitFor();
  return site.mailedLink(email, "invitation");
}

async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator("dl").waitFor();
  for (const [name, value] of Object.entries({ full_name: "Jasur Toshev", phone: "+998907654321", password: PASSWORD }))
    await page.fill(`#${name}`, value);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/app/overview");
}

/** Turns the second factor on, with the code of the step before now, so that signing in has one that was not used yet. */
async function turnOnFactor(page: Page): Promise<TOTP> {
  await page.goto("/en/app/account");
  await page.getByRole("button", { name: "Turn on the second factor" }).click();
  const dialog = dialogOf(page, "Turn on the second factor");
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByRole("img", { name: "QR code for the application" }).waitFor();
  const totp = new TOTP({ secret: Secret.fromBase32((await dialog.locator("pre").textContent()) ?? "") });
  await dialog.getByRole("textbox", { name: "Code" }).fill(totp.generate({ timestamp: Date.now() - 30_000 }));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await secretOf(page, "Backup codes");
  return totp;
}

async function signInByCode(page: Page, email: string, totp: TOTP): Promise<void> {
  await site.signOut(page);
  await page.waitForURL("**/en/sign-in");
  await page.fill("#email", email);
  await page.fill("#password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#code:focus");
  await page.fill("#code", totp.generate());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/app/overview");
}

async function createKey(page: Page): Promise<string> {
  await page.goto("/en/app/developers/keys");
  await page.getByRole("button", { name: "Create a key" }).first().click();
  const dialog = dialogOf(page, "New API key");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Gateway");
  await dialog.getByLabel("Submit payments").check();
  await dialog.getByRole("button", { name: "Create the key" }).click();
  return secretOf(page, "The key Gateway");
}

async function addWebhook(page: Page): Promise<string> {
  await page.goto("/en/app/developers/webhooks");
  await page.getByRole("button", { name: "Add a webhook" }).first().click();
  const dialog = dialogOf(page, "Add a webhook");
  await dialog.getByRole("textbox", { name: "Address" }).fill(receiverUrl + HOOK);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  return secretOf(page, "Signing secret");
}

/** As a gateway does: by curl, with its key. */
async function submit(key: string, transaction: object): Promise<{ transaction_id: string; decision: string }> {
  const { stdout } = await run("curl", [
    ...["-s", "--fail-with-body", `${site.url}/api/antifraud/transactions/submit`],
    ...["-H", `authorization: Bearer ${key}`, "-H", "content-type: application/json"],
    ...["-d", JSON.stringify(transaction)],
  ]);
  return JSON.parse(stdout) as { transaction_id: string; decision: string };
}

async function block(page: Page, id: string): Promise<void> {
  await page.goto("/en/app/reviews");
  await rowOf(page, id).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await page.keyboard.press("b");
  await rowOf(page, id).waitFor({ state: "detached" });
}

async function publish(page: Page): Promise<void> {
  await page.goto("/en/app/rules/edit");
  await page.getByLabel("Name", { exact: true }).fill("More than a hundred");
  await page.getByRole("button", { name: "Add a comparison" }).click();
  await page
    .getByLabel("Value, $")
    .or(page.getByLabel("Value", { exact: true }))
    .fill("100");
  await page.getByRole("radio", { name: "Blocks" }).check();
  await page.getByRole("radio", { name: "Live" }).check();
  await page.getByRole("button", { name: "Backtest this draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start the backtest" }).click();
  await page.waitForURL(/\/app\/backtests\?backtest=bkt_/);
  await page.locator(".drawer").getByText("1 of 1 decided otherwise").waitFor();
  await page.getByRole("link", { name: "Open the rule to publish it" }).click();
  await page.getByText("This is what “More than a hundred” tried").waitFor();
  await page.getByRole("button", { name: "Put into force" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Put into force" }).click();
  await page.getByText("Saved: More than a hundred").waitFor();
}

/** What the receiver was told of a payment; waits until it was told that. */
const told = (type: string, id: string) =>
  vi.waitFor(
    async () => {
      const received = (await (await fetch(`${receiverUrl}/_control${HOOK}`)).json()) as ReceivedRequest[];
      const found = received.find(({ body }) => {
        const message = JSON.parse(body) as { type: string; data: { transaction_id: string } };
        return message.type === type && message.data.transaction_id === id;
      });
      if (!found) throw new Error(`Nobody told of ${type} of ${id}`);
      return found;
    },
    { timeout: 40_000, interval: 200 },
  );

it("from registering to a rule in force: every step of an organisation's first day", { timeout: 240_000 }, async () => {
  const [admin, analyst] = [await site.visit(), await site.visit()];
  const emails = { admin: `${crypto.randomUUID()}@bank.uz`, analyst: `${crypto.randomUUID()}@bank.uz` };
  await register(admin, emails.admin);
  await join(analyst, await invite(admin, emails.analyst));
  await signInByCode(analyst, emails.analyst, await turnOnFactor(analyst));
  const key = await createKey(admin);
  const signing = await addWebhook(admin);

  await analyst.goto("/en/app/decisions");
  await analyst.getByText("Live", { exact: true }).first().waitFor();
  // A newcomer's large payment far away: never approved unseen, and never refused by the model alone.
  const abroad = { country: "AE", city: "Dubai", lat: 25.2048, lon: 55.2708 };
  const asked = await submit(key, payment({ amount: 5_000_000, merchant_category: "Electronics", location: abroad }));
  expect(asked.decision).toBe("UNDER_REVIEW");
  await rowOf(analyst, asked.transaction_id).waitFor();
  const first = await told("transaction.decided", asked.transaction_id);
  expect(verifiedBy(first, [signing])).toEqual([signing]);

  await block(analyst, asked.transaction_id);
  const reviewed = await told("transaction.reviewed", asked.transaction_id);
  expect(verifiedBy(reviewed, [signing])).toEqual([signing]);
  expect(JSON.parse(reviewed.body)).toMatchObject({ data: { decision: "BLOCKED" } });

  await publish(analyst);
  const refused = await submit(key, payment({ amount: 200, currency: "USD", user_id: "user_of_the_evening" }));
  expect(refused.decision).toBe("BLOCKED");
  const last = await told("transaction.decided", refused.transaction_id);
  expect(verifiedBy(last, [signing])).toEqual([signing]);
});
