import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { signInBrowser } from "../../scripts/sign-in.ts";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { useSite } from "./open-site.ts";

const hostile = `<img src=x onerror="window.hit=1">`;
const PAYMENTS = "/api/antifraud/transactions/list";

type Described = {
  components: { securitySchemes: { oauth2: { flows: { clientCredentials: { scopes: object } } } } };
};

const site = useSite();
let admin: string;
beforeAll(async () => {
  admin = await site.tokenOf("admin@alfabank.uz");
  const endpoint = { url: "https://hooks.bank.uz/foundry", description: hostile };
  await site.post("/api/webhooks/endpoints", endpoint, admin);
  await site.post("/api/oauth/clients", { name: hostile, scopes: ["read:transactions"] }, admin);
  const issued = await site.post("/api/api-keys", { name: hostile, scopes: ["read:transactions"] }, admin);
  const { key } = (await issued.json()) as { key: string };
  await read(`/api/nowhere/${encodeURIComponent(hostile)}`, key);
  await site.post("/api/privacy/export", { subject: { type: "payer", id: hostile } }, admin);
});

/** Opens a page as somebody with a password of their own. */
async function enter(email: string, password: string, path: string): Promise<Page> {
  const page = await site.visit();
  await signInBrowser(page.context(), email, password);
  await page.goto(path);
  return page;
}

async function work(path: string, language = "/en", options: Parameters<typeof site.visit>[0] = {}): Promise<Page> {
  const page = await site.visit(options);
  await site.signIn(page, "admin", language, `/app/${path}`);
  return page;
}

const read = (path: string, key: string) =>
  fetch(site.url + path, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status);
const problem = (status: number, code: string, title: string) => ({
  status,
  contentType: "application/problem+json",
  json: { title, status, code },
});

describe("API keys", () => {
  it("a key is made, shown once, works, is rotated at once and revoked", async () => {
    const page = await work("developers/keys");
    await page.getByRole("button", { name: "Create a key" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New API key" });
    await dialog.getByRole("button", { name: "Create the key" }).click();
    await dialog.getByText("Give the key a name").waitFor();
    await dialog.getByText("Choose at least one scope").waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("key-name");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Gateway");
    await dialog.getByLabel("Read payments and decisions").check();
    await dialog.getByLabel("Permitted networks").fill("somewhere");
    await dialog.getByRole("button", { name: "Create the key" }).click();
    await dialog.getByText("An address or network is not right").waitFor();
    expect(await dialog.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Gateway");
    await dialog.getByLabel("Permitted networks").fill("");
    await dialog.getByRole("button", { name: "Create the key" }).click();

    const shown = page.getByRole("dialog", { name: "The key Gateway" });
    const key = (await shown.locator("pre").textContent()) ?? "";
    await page.keyboard.press("Escape");
    await shown.getByRole("button", { name: "I have kept it" }).click();
    expect(await read(PAYMENTS, key)).toBe(200);

    await page.locator(".table-row", { hasText: "Gateway" }).click();
    await page.waitForURL(/[?&]key=key_/);
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.getByLabel("The old one works for").selectOption("0");
    await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
    const second = (await shown.locator("pre").textContent()) ?? "";
    await shown.getByRole("button", { name: "I have kept it" }).click();
    await expect.poll(() => read(PAYMENTS, key)).toBe(401);
    expect(await read(PAYMENTS, second)).toBe(200);

    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke the key" }).click();
    await page.getByText("Revoked: Gateway").waitFor();
    await expect.poll(() => read(PAYMENTS, second)).toBe(401);
  });

  it("offers no scope that no operation asks for", async () => {
    // SAFETY: the document is one of OpenAPI 3.1, which declares its flows so.
    const described = (await (await fetch(`${site.url}/openapi.json`)).json()) as Described;
    const scopes = Object.keys(described.components.securitySchemes.oauth2.flows.clientCredentials.scopes);
    const page = await work("developers/keys");
    await page.getByRole("button", { name: "Create a key" }).first().click();
    await page.getByRole("dialog").locator("fieldset input[type=checkbox]").first().waitFor();
    const offered = await page.getByRole("dialog").locator("fieldset input[type=checkbox]").all();
    expect(offered.length).toBeGreaterThan(5);
    for (const scope of offered) expect(scopes).toContain(await scope.getAttribute("name"));
  });

  it("the second factor is asked for over the form where the service wants it anew, and what was sent goes on", async () => {
    const page = await work("developers/keys");
    let isShown = false;
    await page.route("**/api/api-keys", (route) =>
      route.request().method() === "POST" && !isShown
        ? route.fulfill(problem(403, "auth.step_up_required", "Show your second factor again"))
        : route.continue(),
    );
    await page.route("**/api/auth/2fa/step-up", (route) => {
      isShown = route.request().postDataJSON().code === "123456";
      return route.fulfill(isShown ? { status: 204 } : problem(403, "auth.wrong_code", "The code is wrong"));
    });
    await page.getByRole("button", { name: "Create a key", disabled: false }).first().waitFor();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Stepped up");
    await page.getByLabel("Read rules").check();
    await page.getByRole("button", { name: "Create the key" }).click();
    const asked = page.getByRole("dialog", { name: "Show your second factor again" });
    await asked.getByLabel("Code").fill("000000");
    await page.keyboard.press("Enter");
    await asked.getByText("The code is wrong").waitFor();
    await asked.getByLabel("Code").fill("123456");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "The key Stepped up" }).waitFor();
  });

  it("tells who may not manage them which permission it takes", async () => {
    const page = await site.visit();
    await site.signIn(page, "viewer", "/en", "/app/developers/keys");
    await page.getByText("write:api_keys").waitFor();
    expect(await page.locator(".table-row").count()).toBe(0);
  });
});

it("a webhook is added with its secret, tested, and its delivery shows what was sent", async () => {
  const page = await work("developers/webhooks");
  await page.getByRole("button", { name: "Add a webhook" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a webhook" });
  await dialog.getByRole("textbox", { name: "Address" }).fill("http://bank.uz");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("begins with https://").waitFor();
  await dialog.getByRole("textbox", { name: "Address" }).fill("https://news.bank.uz/hook");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const shown = page.getByRole("dialog", { name: "Signing secret" });
  expect(await shown.locator("pre").textContent()).toMatch(/^whsec_/);
  await shown.getByRole("button", { name: "I have kept it" }).click();

  await page.locator(".table-row", { hasText: "news.bank.uz" }).click();
  await page.getByLabel("Event", { exact: true }).selectOption("transaction.decided");
  await page.getByRole("button", { name: "Send a test" }).click();
  const delivery = page.locator(".drawer details").first();
  await delivery.locator("summary").click();
  await delivery.getByText('"TXN-2025-123456"').waitFor();
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByText("Disabled by somebody of your organisation.").waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the webhook" }).click();
  await page.locator(".table-row", { hasText: "news.bank.uz" }).waitFor({ state: "detached" });
});

it("an OAuth client gets a secret that fetches tokens, and a new one in its place", async () => {
  const page = await work("developers/oauth");
  await page.getByRole("button", { name: "Add a client" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a client" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Batch");
  await dialog.getByLabel("Read payments and decisions").check();
  await dialog.getByLabel("How it proves who it is").selectOption("private_key_jwt");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("This is not JSON").waitFor();
  await dialog.getByLabel("How it proves who it is").selectOption("client_secret_basic");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const shown = page.getByRole("dialog", { name: "The secret of Batch" });
  const secret = (await shown.locator("pre").textContent()) ?? "";
  await shown.getByRole("button", { name: "I have kept it" }).click();
  await page.locator(".table-row", { hasText: "Batch" }).click();
  await page.waitForURL(/client=/);
  const id = new URL(page.url()).searchParams.get("client");
  const fetchToken = (proof: string) =>
    fetch(`${site.url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${id}:${proof}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    }).then(({ status }) => status);
  expect(await fetchToken(secret)).toBe(200);
  await page.getByRole("button", { name: "Rotate the secret" }).click();
  await page.getByLabel("The old one works for").selectOption("0");
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  const second = (await shown.locator("pre").textContent()) ?? "";
  await shown.getByRole("button", { name: "I have kept it" }).click();
  expect(await fetchToken(second)).toBe(200);
  expect(await fetchToken(secret)).toBe(401);
});

it("nobody locks themselves out by the list of networks, and what they typed stays", async () => {
  const page = await work("organization/security");
  await page.getByLabel("Networks", { exact: true }).fill("203.0.113.0/24");
  await page.getByRole("button", { name: "Save the list" }).click();
  await page.getByText("The list lacks your own address").waitFor();
  expect(await page.getByLabel("Networks", { exact: true }).inputValue()).toBe("203.0.113.0/24");
});

it("what is kept about a payer is handed out as a file, an erasure asks whether it is meant, periods are chosen", async () => {
  const page = await work("organization/privacy");
  await page.getByRole("button", { name: "New request" }).first().click();
  await page.getByRole("textbox", { name: "Identifier" }).fill("user_site");
  await page.getByRole("button", { name: "Prepare the export" }).click();
  await page.locator(".table-row", { hasText: "user_site" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the file" }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.json$/);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "New request" }).first().click();
  await page.getByRole("dialog").getByText("Erasure").click();
  await page.getByRole("textbox", { name: "Identifier" }).fill("user_gone");
  await page.getByRole("textbox", { name: "Reason" }).fill("Letter of the customer");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.getByText("Tick this to go on").waitFor();
  await page.getByLabel("I understand that this cannot be undone").check();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.locator(".table-row", { hasText: "Erasure" }).waitFor();

  await page.getByRole("button", { name: "Retention periods" }).click();
  const periods = page.getByRole("dialog", { name: "Retention periods" });
  const first = periods.getByRole("textbox").first();
  const before = Number(await first.inputValue());
  await first.fill("0");
  await periods.getByRole("button", { name: "Save the periods" }).click();
  expect(await first.getAttribute("aria-invalid")).toBe("true");
  await first.fill(String(before - 1));
  await periods.getByRole("button", { name: "Save the periods" }).click();
  await page.getByText("Periods saved").waitFor();
});

it("people are invited and given roles, the log tells it and proves itself", async () => {
  const page = await work("organization/people");
  await page.locator(".table-row", { hasText: "calls@alfabank.uz" }).waitFor();
  await page.getByRole("button", { name: "Invite" }).first().click();
  await page.getByRole("textbox", { name: "E-mail" }).fill("fraud@alfabank.uz");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText("This person is in your organisation already").waitFor();
  const email = `${crypto.randomUUID()}@bank.uz`;
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.getByText(`Invitation sent to ${email}`).waitFor();
  expect(await site.mailedLink(email, "invitation")).toContain("#token=");

  await page.locator(".table-row", { hasText: "calls@alfabank.uz" }).click();
  await page.getByRole("combobox", { name: "Role" }).selectOption("viewer");
  await page.getByRole("button", { name: "Save the role" }).click();
  await page.getByText("Saved: Dilnoza Yusupova").waitFor();

  await page.goto("/en/app/organization/audit?action=user.role_changed");
  await page.locator(".table-row", { hasText: "Role changed" }).first().click();
  await page.getByRole("cell", { name: "bankcall_manager" }).waitFor();
  await page.getByRole("cell", { name: "viewer", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  await page.getByText(/\d+ events are intact/).waitFor();
  const saved = page.waitForEvent("download");
  await page.keyboard.press("x");
  expect((await saved).suggestedFilename()).toBe("audit.jsonl");
});

it("a second factor is turned on by its seed, other sessions end, and the password is changed", async () => {
  const { email, password } = await site.newPerson();
  const page = await enter(email, password, "/en/app/account");
  await page.getByRole("button", { name: "Turn on the second factor" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn on the second factor" });
  await dialog.getByLabel("Password").fill("not this one");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByText("The current password is wrong").waitFor();
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByRole("img", { name: "QR code for the application" }).waitFor();
  const secret = (await dialog.locator("pre").textContent()) ?? "";
  await dialog.getByRole("textbox", { name: "Code" }).fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("dialog", { name: "Backup codes" });
  expect((await codes.locator("pre").textContent())?.split("\n").length).toBeGreaterThan(5);
  await codes.getByRole("button", { name: "I have kept it" }).click();
  await page.getByText(/\d+ backup codes are left/).waitFor();
  await expect.poll(() => page.getByText("this device").count()).toBe(1);
  await expect.poll(() => page.getByRole("button", { name: "End", exact: true }).count()).toBe(0);

  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("an evening in Bukhara");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("Password changed").waitFor();
  expect((await site.post("/api/auth/login", { email, password })).status).toBe(401);
});

const pages = [
  { path: "developers/keys", ready: ".table-row[data-id]" },
  { path: "developers/requests", ready: ".table-row[data-id]" },
  { path: "developers/sandbox", ready: "fieldset legend" },
  { path: "developers/webhooks", ready: ".table-row[data-id]" },
  { path: "organization/people", ready: ".table-row[data-id]" },
  { path: "developers/events", ready: ".table-row[data-id]" },
  { path: "developers/oauth", ready: ".table-row[data-id]" },
  { path: "organization/security", ready: "h2" },
  { path: "organization/privacy", ready: ".table-row[data-id]" },
  { path: "organization/audit", ready: ".table-row[data-id]" },
  { path: "account", ready: "h2" },
];

describe.each(pages)("$path", ({ path, ready }) => {
  it("has no serious barrier in any language and theme, scrolls sideways nowhere and runs nothing that was written", async () => {
    const page = await work(path, "");
    for (const language of ["", "/ru", "/en"]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`${language}/app/${path}`);
      await page.locator(ready).first().waitFor();
      if (ready.startsWith(".table-row")) await page.locator(ready).first().click();
      await expectNoBarriers(page, { about: language });
      await expectToFit(page, language);
      expect(await page.evaluate("window.hit")).toBeUndefined();
    }
  });
});
