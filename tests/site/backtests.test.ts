import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { fraudulent, payment, useSite } from "./open-site.ts";

type Backtest = { id: string; status: string; result: { decisions_changed: number } | null };

const hostile = `"><img src=x onerror="window.hit=1"></script><svg onload=window.hit=1>`;

const site = useSite();
let dear: string;
beforeAll(async () => {
  for (let count = 0; count < 4; count++) await site.submit(payment());
  dear = (await site.submit(payment({ amount: 2000, currency: "USD", merchant: hostile }))).transaction_id;
  const fraud = (await site.submit(fraudulent())).transaction_id;
  await vi.waitFor(
    async () => expect((await ask<{ data: object[] }>("GET", "/transactions/list?limit=100")).data.length).toBe(6),
    { timeout: 30_000, interval: 200 },
  );
  const label = (transaction_id: string, source: string) => ({ transaction_id, source, source_id: transaction_id });
  await ask("POST", "/labels", { labels: [label(fraud, "chargeback"), label(dear, "false_positive")] });
});

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${site.url}/api/antifraud${path}`, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${await site.tokenOf("fraud@alfabank.uz")}` },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const above = (amount: number) => ({ amount: { operator: "greater_than", value: amount } });
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();

/** A backtest that is over, of a draft that blocks what is dear. */
async function finished(name: string): Promise<Backtest> {
  const rules = [{ name: "Dear", conditions: above(1000), action: "BLOCK" }];
  const { id } = await ask<Backtest>("POST", "/backtests", { name, from: day(2), to: day(-1), changes: { rules } });
  return vi.waitFor(
    async () => {
      const read = await ask<Backtest>("GET", `/backtests/${id}`);
      if (read.status !== "done") throw new Error(read.status);
      return read;
    },
    { timeout: 30_000, interval: 200 },
  );
}

async function visit(path: string, person: "fraud" | "viewer" = "fraud", language = "/en"): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page, person, language, path);
  return page;
}

const dialogOf = (page: Page) => page.locator("dialog[open]");
const drawerOf = (page: Page) => page.locator(".drawer");

describe("the way of a draft", () => {
  it("leads from the builder over its backtest to a payment, and back to be published as it was tried", async () => {
    const page = await visit("/app/rules/edit");
    await page.getByLabel("Name", { exact: true }).fill("Dear and new");
    await page.getByRole("button", { name: "Backtest this draft" }).click();
    await page.getByText("There is no condition yet").last().waitFor();
    await page.getByRole("button", { name: "Add a comparison" }).click();
    await page
      .getByLabel("Value, $")
      .or(page.getByLabel("Value", { exact: true }))
      .fill("1000");
    await page.getByRole("radio", { name: "Blocks" }).check();
    await page.getByRole("radio", { name: "Live" }).check();
    await page.getByRole("button", { name: "Backtest this draft" }).click();
    await dialogOf(page).getByText("Dear and new").waitFor();
    await dialogOf(page).getByRole("button", { name: "Start the backtest" }).click();
    await page.waitForURL(/\/app\/backtests\?backtest=bkt_/);

    const drawer = drawerOf(page);
    await drawer.getByText("1 of 6 decided otherwise").waitFor();
    await drawer.getByText("done", { exact: true }).waitFor();
    await page.locator(".table-row[data-id]", { hasText: "Dear and new" }).getByText("done").waitFor();
    await drawer.getByRole("tab", { name: "Rules" }).click();
    await drawer.getByText("Would have hit 2 times").waitFor();
    await drawer.getByRole("tab", { name: "Result" }).click();
    await drawer.getByRole("button", { name: /→ Blocked: show 1 payments/ }).click();
    await drawer.getByRole("link", { name: dear }).click();
    await page.waitForURL(new RegExp(`/en/app/transaction\\?id=${dear}`));
    await page.goBack();

    await drawer.getByRole("link", { name: "Open the rule to publish it" }).click();
    await page.getByText("This is what “Dear and new” tried").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Dear and new");
    await page.getByRole("button", { name: "Put into force" }).click();
    await dialogOf(page).getByRole("button", { name: "Put into force" }).click();
    await page.getByText("Saved: Dear and new").waitFor();
    await page.waitForURL(/\/rules\/edit\?rule=[\w-]+$/);
    const id = new URL(page.url()).searchParams.get("rule");
    expect(await ask("GET", `/rules/${id}`)).toMatchObject({ state: "live", action: "BLOCK", conditions: above(1000) });
    const refused = await site.submit(payment({ amount: 2000, currency: "USD", user_id: "user_after" }));
    expect(refused.decision).toBe("BLOCKED");
    await ask("PUT", `/rules/${id}`, {
      name: "Dear and new",
      conditions: above(1000),
      action: "BLOCK",
      enabled: false,
    });
  });
});

describe("a draft of a rule that is there", () => {
  it("stays in its form while the service refuses, takes the rule's place, and comes back with whom it mails", async () => {
    await ask("POST", "/rules", {
      rule_id: "rule_there",
      name: "There",
      conditions: above(1000),
      action: "REVIEW",
      state: "shadow",
    });
    const page = await visit("/app/rules/edit?rule=rule_there");
    await page.getByRole("radio", { name: "Blocks" }).check();
    await page.getByLabel("Whom to mail").fill("shift@alfabank.uz");
    await page.getByRole("button", { name: "Backtest this draft" }).click();
    const send = dialogOf(page).getByRole("button", { name: "Start the backtest" });
    await page.route("**/api/antifraud/backtests", (route) =>
      route.fulfill({
        status: 409,
        contentType: "application/problem+json",
        json: { title: "Too many backtests wait", status: 409, code: "antifraud.too_many_backtests" },
      }),
    );
    await send.click();
    await dialogOf(page).getByRole("alert").getByText("Too many backtests wait").waitFor();
    expect(await dialogOf(page).getByLabel("Name").inputValue()).toBe("There");
    await page.unroute("**/api/antifraud/backtests");
    await send.click();
    await page.waitForURL(/\/app\/backtests\?backtest=bkt_/);
    const id = new URL(page.url()).searchParams.get("backtest");
    expect(await ask("GET", `/backtests/${id}`)).toMatchObject({
      changes: { rules: [{ rule_id: "rule_there", action: "BLOCK", conditions: above(1000) }], remove: [] },
    });
    expect(await ask("GET", "/rules/rule_there")).toMatchObject({ action: "REVIEW", revision: 1 });
    await drawerOf(page).getByRole("link", { name: "Open the rule to publish it" }).click();
    await page.getByText("This is what “There” tried").waitFor();
    expect(await page.getByRole("radio", { name: "Blocks" }).isChecked()).toBe(true);
    expect(await page.getByLabel("Whom to mail").inputValue()).toBe("shift@alfabank.uz");
    await page.getByRole("button", { name: "Put into shadow" }).click();
    await page.getByText("Saved: There").waitFor();
    await page.waitForURL(/rules\/edit\?rule=rule_there$/);
    expect(await ask("GET", "/rules/rule_there")).toMatchObject({ action: "BLOCK", state: "shadow", revision: 2 });
    await page.getByText("This is what “There” tried").waitFor({ state: "detached" });
  });
});

describe("the list of backtests", () => {
  it("is filled by a key, keeps what was typed when the service fails, and tells each field what is wrong with it", async () => {
    await ask("POST", "/rules", {
      rule_id: "rule_tried",
      name: hostile,
      conditions: above(1500),
      action: "REVIEW",
      state: "draft",
    });
    const page = await visit("/app/backtests");
    await page.getByRole("button", { name: "New backtest" }).first().waitFor();
    await page.keyboard.press("n");
    const dialog = dialogOf(page);
    const send = dialog.getByRole("button", { name: "Start the backtest" });
    await dialog.getByLabel("Last day").fill(day(40).slice(0, 10));
    await send.click();
    await dialog.getByText("The last day is before the first").waitFor();
    await dialog.getByText("Choose what to change").waitFor();
    await dialog.getByText("90 days", { exact: true }).click();
    await dialog.getByPlaceholder("Find a rule").fill("rule_tried");
    await dialog.getByRole("combobox", { name: hostile }).selectOption("try");
    await dialog.getByText("Thresholds and order").click();
    await dialog.getByLabel("Review threshold").fill("many");
    await send.click();
    await dialog.getByText("Enter a whole number from 1 to 1000").first().waitFor();
    await dialog.getByLabel("Review threshold").fill("900");
    await dialog.getByLabel("Block threshold").fill("800");
    await send.click();
    await dialog.getByText("The block threshold cannot be below the review threshold").waitFor();
    await dialog.getByLabel("Block threshold").fill("950");
    await dialog.getByLabel("Name").fill("Milder");

    await page.route("**/api/antifraud/backtests", (route) => route.fulfill({ status: 503, body: "" }));
    await send.click();
    await dialog.getByRole("alert").getByText("What you typed is kept").waitFor();
    expect(await dialog.getByLabel("Name").inputValue()).toBe("Milder");
    await page.unroute("**/api/antifraud/backtests");
    await dialog.getByLabel("First day").fill("2020-01-01");
    await dialog.getByLabel("Last day").fill("2020-01-02");
    await send.click();
    await dialog.getByText("Nothing was decided in this period").waitFor();
    await dialog.getByText("7 days", { exact: true }).click();
    await send.click();
    await page.waitForURL(/backtest=bkt_/);
    await drawerOf(page).getByText("review from 900, block above 950").waitFor();
    await drawerOf(page).getByText("done", { exact: true }).waitFor();
    await page.locator(".table-row[data-id]", { hasText: "Milder" }).getByText("done").waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });

  it("is narrowed by its address and read by keys; one is repeated with all it said, and deleted once that was asked", async () => {
    const { id } = await finished("Kept");
    await finished("Thrown away");
    const page = await visit("/app/backtests?status=done&q=Thrown");
    await page.locator(".table-row[data-id]", { hasText: "Thrown away" }).waitFor();
    expect(await page.locator(`.table-row[data-id="${id}"]`).count()).toBe(0);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/backtest=bkt_/);
    await drawerOf(page).getByRole("tab", { name: "Result" }).waitFor();
    await page.keyboard.press("r");
    await dialogOf(page).getByRole("button", { name: "Drop the draft “Dear”" }).waitFor();
    expect(await dialogOf(page).getByLabel("Name").inputValue()).toBe("Thrown away");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    await dialogOf(page).getByText("“Thrown away” and what it found").waitFor();
    await dialogOf(page).getByRole("button", { name: "Delete the backtest" }).click();
    await page.getByText("The backtest is deleted").waitFor();
    await page.getByRole("heading", { name: "Nothing matches this filter" }).waitFor();
  });
});

describe("one backtest", () => {
  it("tells how far it is until it is stopped, which is asked first", async () => {
    const { id } = await finished("Long");
    const page = await site.visit();
    let status = "running";
    let processed = 2000;
    const change = async (one: Record<string, unknown>) => ({
      ...one,
      status,
      progress: { decisions: 8000, processed },
    });
    await page.route(`**/api/antifraud/backtests/${id}`, async (route) =>
      route.fulfill({ json: await change(await (await route.fetch()).json()) }),
    );
    await page.route(`**/api/antifraud/backtests/${id}/cancel`, async (route) => {
      status = "cancelled";
      await route.fulfill({ json: await change(await ask("GET", `/backtests/${id}`)) });
    });
    await site.signIn(page, "fraud", "/en", `/app/backtests?backtest=${id}`);
    const drawer = drawerOf(page);
    await drawer.getByText("2,000 of 8,000").waitFor();
    processed = 6000;
    await drawer.getByText("6,000 of 8,000").waitFor();
    expect(await drawer.getByRole("progressbar").getAttribute("value")).toBe("6000");
    await page.keyboard.press("c");
    await dialogOf(page).getByText("What it found until now stays").waitFor();
    await dialogOf(page).getByRole("button", { name: "Stop the backtest" }).click();
    await drawer.getByText("stopped", { exact: true }).waitFor();
    await drawer.getByText("6,000 of 8,000").waitFor();
    await drawer.getByRole("button", { name: "Run again" }).waitFor();
  });

  it("sets known outcomes and money against the live ones, and shows each changed decision", async () => {
    const { id } = await finished("Compared");
    const page = await visit(`/app/backtests?backtest=${id}`);
    const drawer = drawerOf(page);
    const stopped = drawer.getByRole("row", { name: /^Legitimate stopped/ });
    await stopped.waitFor();
    expect(await stopped.locator("td").allTextContents()).toEqual(["0$0", "1$2,000", "+1+$2,000"]);
    await drawer.getByRole("button", { name: "legitimate" }).click();
    await drawer.getByRole("link", { name: dear }).waitFor();
    expect(await drawer.getByRole("list", { name: "Changed decisions" }).getByRole("listitem").count()).toBe(1);
    await drawer.getByText("fraud", { exact: true }).click();
    await drawer.getByText("No payment matches this choice").waitFor();
  });

  it("shows who may only read what was found, and nothing that they may not do", async () => {
    const { id } = await finished("Read only");
    const page = await visit(`/app/backtests?backtest=${id}`, "viewer");
    const drawer = drawerOf(page);
    await drawer.getByRole("tab", { name: "Rules" }).click();
    await drawer.getByText("Would have hit").waitFor();
    await drawer.getByText(dear).waitFor();
    expect(await drawer.getByRole("link").count()).toBe(0);
    for (const name of ["New backtest", "Run again", "Delete", "Stop"])
      expect(await page.getByRole("button", { name, exact: true }).count(), name).toBe(0);
  });

  it("says that there is none where it was deleted", async () => {
    const page = await visit("/app/backtests?backtest=bkt_gone");
    await page.getByRole("heading", { name: "There is no such backtest" }).waitFor();
  });
});

describe("every part of it", () => {
  it.each(["", "/ru", "/en"])(
    "has no serious barrier in either theme, and scrolls sideways nowhere (%s)",
    async (language) => {
      const { id } = await finished(`Oʻzbekiston temir yoʻllari aksiyadorlik jamiyati ${hostile}`);
      const page = await site.visit();
      const parts: { name: string; show: () => Promise<void> }[] = [
        ...["table", "dl", "li"].map((ready, place) => ({
          name: `tab ${place}`,
          show: async () => {
            await page.locator(".drawer [role=tab]").nth(place).click();
            await page.locator(`.drawer [role=tabpanel] ${ready}`).first().waitFor();
          },
        })),
        {
          name: "form",
          show: async () => {
            await page.keyboard.press("n");
            await page.locator("dialog[open] li select").first().waitFor();
          },
        },
      ];
      await site.signIn(page, "fraud", language, `/app/backtests?backtest=${id}`);
      await page.locator(".drawer [role=tab]").first().waitFor();
      for (const { name, show } of parts) {
        await show();
        await expectNoBarriers(page, { about: `${language} ${name}` });
        await expectToFit(page, `${language} ${name}`, [768, 360, 1440]);
      }
      expect(await page.evaluate("window.hit")).toBeUndefined();
    },
  );
});
