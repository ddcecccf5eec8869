import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { signInBrowser } from "../../scripts/sign-in.ts";
import { curlOf } from "../../site/src/developers/curl-of.ts";
import { payment, useSite } from "./open-site.ts";

const hostile = `<img src=x onerror="window.hit=1">`;

const site = useSite();
let live: string;
let test: string;
beforeAll(async () => {
  const admin = await site.tokenOf("admin@alfabank.uz");
  const issue = async (name: string, mode: string) => {
    const body = { name, mode, scopes: ["read:transactions", "write:transactions"] };
    return ((await (await site.post("/api/api-keys", body, admin)).json()) as { key: string }).key;
  };
  live = await issue("Gateway", "live");
  test = await issue(hostile, "test");
});

const ask = (key: string, path: string) => fetch(site.url + path, { headers: { authorization: `Bearer ${key}` } });

async function work(path: string, person: "admin" | "viewer" | "fraud" = "admin", language = "/en"): Promise<Page> {
  const page = await site.visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await site.signIn(page, person, language, `/app/developers/${path}`);
  return page;
}

/** Presses R until a request is listed: it is there a second or two after its answer. */
async function listed(page: Page, text: string): Promise<void> {
  const row = page.locator(".table-row[data-id]", { hasText: text });
  await expect
    .poll(
      async () => {
        await page.keyboard.press("r");
        return row.count();
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0);
}

describe("the request log", () => {
  it("teaches the first request while there is none, then shows it, and copies it as curl by one key", async () => {
    const { email, password, access_token } = await site.newPerson();
    const page = await site.visit({ permissions: ["clipboard-read", "clipboard-write"] });
    await signInBrowser(page.context(), email, password);
    await page.goto("/en/app/developers/requests");
    await page.getByText("No requests yet").waitFor();
    expect(await page.locator("pre").textContent()).toContain(`${site.url}/api/antifraud/transactions/list?limit=1`);

    const issued = await site.post("/api/api-keys", { name: "Mine", scopes: ["read:transactions"] }, access_token);
    const { key } = (await issued.json()) as { key: string };
    const answer = await ask(key, "/api/antifraud/transactions/list?limit=1");
    await listed(page, "/api/antifraud/transactions/list");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/[?&]request=req_/);
    const drawer = page.locator(".drawer");
    await drawer.getByText(answer.headers.get("x-request-id") ?? "").waitFor();
    await drawer.getByText("Mine").waitFor();
    await page.keyboard.press("c");
    await page.getByText("The curl command is copied").waitFor();
    const copied = await page.evaluate("navigator.clipboard.readText()");
    expect(copied).toBe(
      `curl -s '${site.url}/api/antifraud/transactions/list?limit=1' \\\n  -H "authorization: Bearer $AIF_KEY"`,
    );
    expect(copied).not.toContain(key);
  });

  it("keeps its filter in the address, live and test apart, and runs nothing that was written", async () => {
    await ask(live, "/api/antifraud/transactions/list?limit=2");
    await ask(live, `/api/nowhere/${encodeURIComponent(hostile)}`);
    await ask(test, "/api/antifraud/transactions/list?limit=3");
    const page = await work("requests?status=4xx");
    await listed(page, "/api/nowhere");
    expect(await page.locator(".table-row[data-id]", { hasText: "limit=2" }).count()).toBe(0);
    await page.locator(".table-row[data-id]", { hasText: "/api/nowhere" }).first().click();
    await page.locator(".drawer").getByRole("link", { name: "request.route_not_found" }).waitFor();
    await page.locator(".drawer").getByRole("button", { name: "Show only these" }).click();
    await page.waitForURL(/[?&]key=key_/);
    await page.goto("/en/app/developers/requests");
    await listed(page, "limit=2");
    await page.locator("label", { hasText: "Test" }).click();
    await page.waitForURL(/mode=test/);
    await listed(page, "limit=3");
    expect(await page.locator(".table-row[data-id]", { hasText: "limit=2" }).count()).toBe(0);
    await page.getByText(hostile).first().waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });

  it("tells who may not read it which permission it takes", async () => {
    const page = await work("requests", "viewer");
    await page.getByText("read:requests").waitFor();
  });

  it("writes commands that a shell reads as they are meant, without a secret", () => {
    const origin = "https://aifoundry.uz";
    expect(curlOf({ method: "POST", path: "/a'b", media_type: "application/json" }, origin)).toBe(
      [
        `curl -s -X POST 'https://aifoundry.uz/a'\\''b'`,
        `-H "authorization: Bearer $AIF_KEY"`,
        `-H "idempotency-key: $(uuidgen)"`,
        `-H 'content-type: application/json'`,
        "--data-binary @body.json",
      ].join(" \\\n  "),
    );
    expect(curlOf({ method: "POST", path: "/a", media_type: "multipart/form-data" }, origin)).toContain(
      "-F file=@file",
    );
    expect(curlOf({ method: "DELETE", path: "/a", media_type: null }, origin)).not.toContain("--data");
  });
});

describe("the mode of a tab", () => {
  it("shows the sandbox on every page of the product, says so, and goes back", async () => {
    const submit = async (key: string, merchant: string) => {
      const sent = payment({ merchant });
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const url = `${site.url}/api/antifraud/transactions/submit`;
      expect((await fetch(url, { method: "POST", headers, body: JSON.stringify(sent) })).status).toBe(200);
      return merchant;
    };
    const page = await work("sandbox", "admin");
    const [tried, real] = [await submit(test, "A tried shop"), await submit(live, "A real shop")];
    await page.locator("label", { hasText: "Test" }).click();
    await page.getByText("Test mode.").waitFor();
    await page.goto("/en/app/decisions");
    await page.locator(".table-row[data-id]", { hasText: tried }).waitFor();
    expect(await page.locator(".table-row[data-id]", { hasText: real }).count()).toBe(0);
    for (const path of ["overview", "reviews", "rules", "lists", "blocks", "trends", "merchants", "alerts", "models"]) {
      await page.goto(`/en/app/${path}`);
      await page.getByText("Test mode.").waitFor();
      await page.locator("main h1").waitFor();
      await expect.poll(() => page.getByRole("status", { name: "Loading" }).count()).toBe(0);
      expect(await page.getByText("This cannot be done in test mode").count(), path).toBe(0);
    }
    await page.goto("/en/app/developers/requests");
    await listed(page, "/api/antifraud/transactions/submit");
    expect(await page.getByRole("radio", { name: "Test" }).isChecked()).toBe(true);
    await page.goto("/en/app/decisions");
    await page.getByRole("button", { name: "Back to live mode" }).click();
    await page.locator(".table-row[data-id]", { hasText: real }).waitFor();
    expect(await page.getByText("Test mode.").count()).toBe(0);
    await page.locator("[popovertarget=account]").click();
    await page.getByRole("button", { name: "Live / test mode" }).click();
    await page.getByText("Test mode.").waitFor();
  });
});

describe("the sandbox's clock", () => {
  it("is moved on, stopped at a time, tells what is wrong at its field, and runs again", async () => {
    const page = await work("sandbox", "fraud");
    await page.getByText("The sandbox goes by the real time").waitFor();
    const at = () =>
      page
        .locator("time[datetime]")
        .first()
        .getAttribute("datetime")
        .then((text) => Date.parse(text ?? ""));
    const before = await at();
    await page.getByRole("button", { name: "1 day" }).click();
    await page.getByText("Everything in the sandbox happens at this moment").waitFor();
    const stopped = await at();
    expect(Math.round((stopped - before) / 3_600_000)).toBe(24);
    await page.keyboard.press("h");
    await expect.poll(at).toBe(stopped + 3_600_000);

    const field = page.getByLabel("Or stop it at");
    const submit = page.getByRole("button", { name: "Stop it there" });
    await submit.click();
    await page.getByText("Choose a day and a time").waitFor();
    await field.fill("2020-01-01T00:00");
    await submit.click();
    await page.getByText("This is before what the clock shows").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("2099-01-01T00:00");
    await submit.click();
    await page.getByText("The latest possible time is").waitFor();
    const later = new Date(stopped + 5 * 86_400_000);
    later.setUTCSeconds(0, 0);
    const inTashkent = new Date(later.getTime() + 5 * 3_600_000).toISOString().slice(0, 16);
    await field.fill(inTashkent);
    await submit.click();
    await expect.poll(at).toBe(later.getTime());

    await page.getByRole("button", { name: "Let it run" }).click();
    await page.getByText("The sandbox goes by the real time").waitFor();
  });

  it("is only told to those who may not set it, and not at all to those who may not read it", async () => {
    const reader = await work("sandbox", "viewer");
    await reader.getByText("read:sandbox").waitFor();
    const page = await site.visit();
    await page.route("**/api/users/me", async (route) => {
      const answer = await route.fetch();
      const me = (await answer.json()) as { permissions: string[] };
      await route.fulfill({ response: answer, json: { ...me, permissions: ["read:sandbox"] } });
    });
    await site.signIn(page, "fraud", "/en", "/app/developers/sandbox");
    await page.getByText("Setting the clock takes the permission write:sandbox").waitFor();
    expect(await page.getByRole("button", { name: "1 day" }).count()).toBe(0);
  });
});
