import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useSite } from "./open-site.ts";

// Chromium tells in its console what it refuses strangers, and what it ignores over plain http; nothing else is told.
const site = useSite({ isMeant: (complaint) => /blocked by CORS policy|origin was untrustworthy/.test(complaint) });
/** A page of somebody else, on a host of its own (localhost, where the site is 127.0.0.1) and on another port of the same host. */
let stranger: Server;
let strangers: { elsewhere: string; besides: string };
beforeAll(async () => {
  stranger = createServer((_, response) => response.setHeader("content-type", "text/html").end("<p>Hello"));
  await new Promise<void>((done) => stranger.listen(0, "0.0.0.0", done));
  const { port } = stranger.address() as AddressInfo;
  strangers = { elsewhere: `http://localhost:${port}`, besides: `http://127.0.0.1:${port}` };
});
afterAll(() => void stranger.close());

const ACCESS = "__Host-foundry_access";
const REFRESH = "__Host-foundry_refresh";
const isLive = (page: Page) => page.locator("[data-status=live]").waitFor();
const cookieOf = async (context: BrowserContext, name: string) =>
  (await context.cookies()).find((cookie) => cookie.name === name)?.value;

/** Somebody who is signed in, with a page open. */
async function signedIn(): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page);
  await isLive(page);
  return page;
}

/** Another tab of the same browser. */
async function anotherTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto("/app/decisions");
  await isLive(tab);
  return tab;
}

/** How often a page asks for something from here on. */
function counted(page: Page, path: string) {
  const seen = { count: 0 };
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === path) seen.count++;
  });
  return seen;
}

describe("the cookies of a session", () => {
  it("are kept by the browser as they were meant, and no script sees them", async () => {
    const page = await site.visit();
    await page.goto("/en/sign-in");
    await page.fill("#email", "fraud@alfabank.uz");
    await page.fill("#password", site.password);
    await page.keyboard.press("Enter");
    await isLive(page);
    const devtools = await page.context().newCDPSession(page);
    const { cookies } = await devtools.send("Network.getCookies");
    const told = cookies.map(({ name, domain, path, httpOnly, secure, sameSite, session }) => ({
      name,
      domain,
      path,
      httpOnly,
      secure,
      sameSite,
      session,
    }));
    const kept = { domain: "127.0.0.1", path: "/", httpOnly: true, secure: true, sameSite: "Strict", session: false };
    expect(told.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: ACCESS, ...kept },
      { name: REFRESH, ...kept },
    ]);
    expect(await page.evaluate("document.cookie")).toBe("");
    const stored = String(await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"));
    for (const { value } of cookies) expect(stored).not.toContain(value.slice(-20));
    expect(stored).not.toMatch(/eyJ|aifr_/);
  });

  it("go with a visitor whom a link of another site brings", async () => {
    const page = await signedIn();
    await page.goto(strangers.elsewhere);
    await page.setContent(`<a href="${site.url}/app/decisions">to the decisions</a>`);
    await page.getByRole("link").click();
    await isLive(page);
  });

  it("are refused where a browser would not keep them, and the form says why", async () => {
    const page = await site.visit();
    await page.goto(`http://foundry.lan:${new URL(site.url).port}/en/sign-in`);
    await page.fill("#email", "fraud@alfabank.uz");
    await page.fill("#password", site.password);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Signing in with a browser needs https").waitFor();
    expect(await page.inputValue("#password")).toBe(site.password);
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe("a session whose time is up", () => {
  it("goes on unnoticed: refreshed once, by whichever request is first", async () => {
    const page = await signedIn();
    const context = page.context();
    const before = await cookieOf(context, REFRESH);
    await context.clearCookies({ name: ACCESS });
    const refreshes = counted(page, "/api/auth/refresh-token");
    await page.reload();
    await isLive(page);
    await page.locator('[data-organization]:visible:has-text("Alfa Bank")').waitFor();
    expect(refreshes.count).toBe(1);
    expect(await cookieOf(context, ACCESS)).toMatch(/^eyJ/);
    expect(await cookieOf(context, REFRESH)).not.toBe(before);
  });

  it("goes on in two tabs that need it at the same moment, and in both afterwards", async () => {
    const first = await signedIn();
    const second = await anotherTab(first);
    for (let round = 0; round < 3; round++) {
      await first.context().clearCookies({ name: ACCESS });
      await Promise.all([first.reload(), second.reload()]);
      await Promise.all([isLive(first), isLive(second)]);
    }
    for (const page of [first, second]) expect(new URL(page.url()).pathname).toBe("/app/decisions");
  });

  it("goes on through a hundred requests at once in five tabs", async () => {
    const page = await signedIn();
    const tabs = [page, ...(await Promise.all([1, 2, 3, 4].map(() => anotherTab(page))))];
    const refreshes = tabs.map((tab) => counted(tab, "/api/auth/refresh-token"));
    await page.context().clearCookies({ name: ACCESS });
    // Without the locks of the pages, as a worst case.
    const statuses = await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(() =>
          Promise.all(
            Array.from({ length: 20 }, async () => {
              const headers = { "content-type": "application/json", "foundry-session": "cookie" };
              return (await fetch("/api/auth/refresh-token", { method: "POST", headers, body: "{}" })).status;
            }),
          ),
        ),
      ),
    );
    expect(new Set(statuses.flat())).toEqual(new Set([200]));
    expect(refreshes.reduce((sum, { count }) => sum + count, 0)).toBe(100);
    for (const tab of tabs) {
      await tab.reload();
      await isLive(tab);
    }
  });

  it("is not given up while the server cannot be asked", async () => {
    const page = await signedIn();
    await page.context().clearCookies({ name: ACCESS });
    await page.route("**/api/auth/refresh-token", (route) => route.fulfill({ status: 503, body: "" }));
    await page.reload();
    await page.getByRole("alert").getByRole("button").waitFor();
    expect(new URL(page.url()).pathname).toBe("/app/decisions");
    await page.unroute("**/api/auth/refresh-token");
    await page.getByRole("alert").getByRole("button").click();
    await page.getByRole("grid").or(page.getByText("npm run demo:traffic")).first().waitFor();
  });

  it("that cannot be refreshed leads to sign in, and back to the same filter", async () => {
    const page = await signedIn();
    await page.goto("/app/decisions?decision=BLOCKED");
    await isLive(page);
    await page.context().clearCookies();
    await page.reload();
    await page.waitForURL(/\/sign-in\?next=/);
    await page.fill("#email", "fraud@alfabank.uz");
    await page.fill("#password", site.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/app\/decisions\?decision=BLOCKED$/);
  });
});

describe("signing out", () => {
  it("in one tab signs out the others", async () => {
    const first = await signedIn();
    const second = await anotherTab(first);
    await site.signOut(first);
    await Promise.all([first.waitForURL(/\/sign-in/), second.waitForURL(/\/sign-in\?next=/)]);
    expect(await first.context().cookies()).toEqual([]);
  });

  it("in one tab asks for the password in another where something is written, which is kept for the same person alone", async () => {
    const first = await signedIn();
    const writing = await first.context().newPage();
    await writing.goto("/en/app/account");
    await writing.getByLabel("Full name").fill("Half a na");
    await site.signOut(first);
    await first.waitForURL(/\/sign-in/);
    const dialog = writing.getByRole("dialog", { name: "Your session has ended" });
    const enter = async (email: string) => {
      await dialog.getByLabel("E-mail").fill(email);
      await dialog.getByLabel("Password").fill(site.password);
      await writing.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
    };
    await enter("fraud@alfabank.uz");
    expect(await writing.getByLabel("Full name").inputValue()).toBe("Half a na");
    await first.goto("/app/decisions");
    await isLive(first);
    await site.signOut(first);
    await enter("admin@betabank.uz");
    await writing.locator('[data-organization]:visible:has-text("Beta Bank")').waitFor();
    await writing.getByLabel("Full name").and(writing.locator(':not([value=""])')).waitFor();
    expect(await writing.getByLabel("Full name").inputValue()).not.toBe("Half a na");
  });

  it("that the server did not hear of is not pretended", async () => {
    const page = await signedIn();
    await page.route("**/api/auth/logout", (route) => route.abort());
    await site.signOut(page);
    await page.getByRole("alert").getByText("Hali tizimdasiz").waitFor();
    await page.unroute("**/api/auth/logout");
    await site.signOut(page);
    await page.waitForURL(/\/sign-in$/);
  });

  it("and signing in as somebody else shows their own in every tab", async () => {
    const first = await signedIn();
    const second = await anotherTab(first);
    await first.goto("/sign-in");
    await first.fill("#email", "admin@betabank.uz");
    await first.fill("#password", site.password);
    await first.keyboard.press("Enter");
    for (const page of [first, second])
      await page.locator('[data-organization]:visible:has-text("Beta Bank")').waitFor();
  });
});

describe("another site", () => {
  const asks = async (page: Page, headers: Record<string, string>) =>
    page.evaluate(
      async ({ url, headers }) => {
        const call = { method: "POST", credentials: "include", headers, body: "{}" } as const;
        return fetch(url, call).then(
          ({ status }) => status,
          () => "refused by the browser",
        );
      },
      { url: `${site.url}/api/auth/logout`, headers },
    );

  it.each(["elsewhere", "besides"] as const)("(%s) gets nothing done by a form or a fetch", async (where) => {
    const page = await signedIn();
    const context = page.context();
    const other = await context.newPage();
    const answers: number[] = [];
    context.on("response", (response) => {
      if (response.url() === `${site.url}/api/auth/logout` && response.request().method() === "POST")
        answers.push(response.status());
    });
    await other.goto(strangers[where]);
    for (const type of ["application/json", "text/plain"])
      expect(await asks(other, { "content-type": type })).toBe("refused by the browser");
    expect(await asks(other, { "foundry-session": "cookie" })).toBe("refused by the browser");
    const action = `${site.url}/api/auth/logout`;
    await other.setContent(
      `<form method="post" action="${action}"><input name="a" value="b"><button>Win</button></form>`,
    );
    await other.getByRole("button").click();
    await other.waitForURL(action);
    // Strict cookies stay at home for another host; those that another port gets to send are refused by where they come from.
    expect(await other.locator("body").textContent()).toContain(
      where === "besides" ? "auth.cross_site_request" : "request.wrong_content_type",
    );
    expect(answers.filter((status) => status < 400)).toEqual([]);
    await page.reload();
    await isLive(page);
  });

  it("opens no live feed", async () => {
    const page = await signedIn();
    const other = await page.context().newPage();
    await other.goto(strangers.besides);
    const opened = await other.evaluate(
      (url) =>
        new Promise((resolve) => {
          const socket = new WebSocket(url, ["aifoundry.v1", "ticket.x.y"]);
          socket.addEventListener("open", () => resolve(true));
          socket.addEventListener("error", () => resolve(false));
        }),
      `${site.url.replace("http", "ws")}/api/dashboard/live-feed`,
    );
    expect(opened).toBe(false);
  });
});
