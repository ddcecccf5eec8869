import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { useSite } from "./open-site.ts";

const hostile = `<img src=x onerror="window.hit=1">`;
const ROOT = "root@aifoundry.uz";

const site = useSite();
beforeAll(async () => {
  await site.post(
    "/api/organizations",
    {
      name: hostile,
      type: "mfi",
      modules: ["antifraud", "bankcall"],
      subscription_tier: "trial",
      billing_email: "billing@hostile.uz",
    },
    await site.tokenOf(ROOT),
  );
});

async function work(path: string, language = "/en"): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page, "root", language, `/app/admin/${path}`);
  return page;
}

describe("organisations", () => {
  it("are opened, found by a part of their name, and changed", async () => {
    const page = await work("organizations");
    await page.locator(".table-row", { hasText: "Alfa Bank Uzbekistan" }).waitFor();
    await page.getByRole("button", { name: "Open an organisation" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New organisation" });
    await dialog.getByRole("button", { name: "Open it" }).click();
    await dialog.getByText("Give the organisation a name").waitFor();
    await dialog.getByLabel("Name").fill("Oʻzbek Kredit");
    await dialog.getByLabel("Plan").selectOption("business");
    await dialog.getByLabel("Address for invoices").fill("billing@kredit.uz");
    await dialog.getByRole("button", { name: "Open it" }).click();
    await page.getByText("Organisation opened: Oʻzbek Kredit").waitFor();

    await page.getByRole("searchbox").fill("o'zbek");
    await page.waitForURL(/q=o%27zbek/);
    await page.locator(".table-row", { hasText: "Alfa Bank" }).waitFor({ state: "detached" });
    await page.locator(".table-row", { hasText: "Oʻzbek Kredit" }).click();
    await page.locator(".drawer").getByLabel("Plan").selectOption("enterprise");
    await page.locator(".drawer").getByLabel("BankCall AI").check();
    await page.locator(".drawer").getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved: Oʻzbek Kredit").waitFor();
    const row = page.locator(".table-row", { hasText: "Oʻzbek Kredit" });
    await row.getByText("Enterprise").waitFor();
    await row.getByText("Anti-Fraud AI, BankCall AI").waitFor();
  });

  it("lead to their people", async () => {
    const page = await work("organizations?q=beta%20bank");
    await page.locator(".table-row", { hasText: "Beta Bank" }).click();
    await page.getByRole("link", { name: "see the list" }).click();
    await page.waitForURL(/admin\/users\?organization=org_/);
    await page.locator(".table-row", { hasText: "admin@betabank.uz" }).waitFor();
    expect(await page.locator(".table-row[data-id]").count()).toBe(1);
  });
});

describe("people", () => {
  it("are suspended and activated; whoever is signed in is signed out", async () => {
    const { email, password, access_token } = await site.newPerson();
    const page = await work("users");
    await page.getByRole("searchbox").fill(email);
    await page.waitForURL(/q=/);
    await page.locator(".table-row", { hasText: email }).click();
    await page.getByRole("button", { name: "Suspend" }).click();
    const dialog = page.getByRole("dialog", { name: "Suspend Nodir" });
    await dialog.getByText(`${email} is signed out everywhere`).waitFor();
    await dialog.getByRole("button", { name: "Suspend" }).click();
    await page.getByText("Suspended: Nodir").waitFor();
    await page.locator(".table-row", { hasText: email }).getByText("Suspended").waitFor();
    const asThem = () =>
      fetch(`${site.url}/api/users/me`, { headers: { authorization: `Bearer ${access_token}` } }).then(
        ({ status }) => status,
      );
    await expect.poll(asThem).toBe(401);

    const visitor = await site.visit();
    await visitor.goto("/en/sign-in");
    await visitor.getByLabel("E-mail").fill(email);
    await visitor.getByLabel("Password", { exact: true }).fill(password);
    await visitor.keyboard.press("Enter");
    await visitor.getByText("Your account is suspended, contact support").waitFor();

    await page.getByRole("button", { name: "Activate again" }).click();
    await page.getByText("Activated: Nodir").waitFor();
    await visitor.getByLabel("Password", { exact: true }).fill(password);
    await visitor.keyboard.press("Enter");
    await visitor.waitForURL(/\/en\/app\//);
  });

  it("do not suspend themselves", async () => {
    const page = await work(`users?q=${encodeURIComponent(ROOT)}`);
    await page.locator(".table-row", { hasText: ROOT }).click();
    await page.getByText("You cannot suspend yourself").waitFor();
    expect(await page.getByRole("button", { name: "Suspend" }).count()).toBe(0);
  });
});

it("metrics are shown as they are measured", async () => {
  const page = await work("metrics");
  const row = page.locator(".table-row", { hasText: "standing=active" });
  await row.getByText("Number of people").waitFor();
  await page.getByRole("searchbox").fill("enterprise");
  await row.waitFor({ state: "detached" });
  await page.locator(".table-row", { hasText: "plan=enterprise" }).click();
  await page.locator(".drawer").getByText("foundry_organizations").waitFor();
});

describe("whoever is no super administrator", () => {
  it.each(["organizations", "users", "metrics"])(
    "is told that %s takes another permission, and sees no way there",
    async (name) => {
      const page = await site.visit();
      await site.signIn(page, "admin", "/en", `/app/admin/${name}`);
      await page.getByText("manage:organizations").waitFor();
      expect(await page.locator(".table-row[data-id]").count()).toBe(0);
      await page.locator(".rail:not([data-unknown])").waitFor();
      expect(await page.locator(".rail-link[href*='/admin/']:visible").count()).toBe(0);
    },
  );

  it("and a super administrator sees the way", async () => {
    const page = await work("metrics");
    await page.locator(".rail:not([data-unknown])").waitFor();
    const shown = await page.locator(".rail-link[href*='/admin/']:visible").allTextContents();
    expect(shown.map((text) => text.trim())).toEqual(["Organisations", "All people", "Metrics"]);
  });
});

describe.each(["organizations", "users", "metrics"])("%s", (name) => {
  it("has no serious barrier in any language and theme, scrolls sideways nowhere and runs nothing that was written", async () => {
    const page = await work(name, "");
    for (const language of ["", "/ru", "/en"]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`${language}/app/admin/${name}`);
      await page.locator(".table-row[data-id]").first().waitFor();
      await page.locator(".table-row[data-id] > :first-child").first().click();
      await page.locator(".drawer").waitFor();
      await expectNoBarriers(page, { about: language });
      await expectToFit(page, language);
      expect(await page.evaluate("window.hit")).toBeUndefined();
    }
  });
});
