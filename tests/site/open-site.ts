import { Secret, TOTP } from "otpauth";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, vi } from "vitest";
import { findBrowser } from "../../scripts/browser.ts";
import { signInBrowser } from "../../scripts/sign-in.ts";
import { startTestServer } from "../support/server.ts";

type Person = "fraud" | "viewer" | "admin" | "root";

type Site = Awaited<ReturnType<typeof openSite>>;

/**
 * The server and browser of a test file, there from its first test to its last, after which the browser complained of nothing but
 * what is meant.
 */
export function useSite({ isMeant = (_: string): boolean => false } = {}): Site {
  // SAFETY: filled before any test runs, and nobody asks anything of it while its file is read.
  const site = {} as Site;
  beforeAll(async () => {
    Object.assign(site, await openSite());
  });
  afterAll(async () => {
    await site.close();
    expect(site.complaints.filter((complaint) => !isMeant(complaint))).toEqual([]);
  });
  return site;
}

/** A running server and a browser beside it. */
async function openSite() {
  const server = await startTestServer();
  const { executablePath, args } = await findBrowser();
  // A name that only this browser knows, for what plain http by another name than localhost is like.
  const names = "--host-resolver-rules=MAP foundry.lan 127.0.0.1";
  const browser = await chromium.launch({ executablePath, args: [...args, names] });
  const complaints: string[] = [];

  /**
   * A fresh visitor, who leaves when the test is over: a page that is watching asks for a new ticket when somebody else signs in.
   * Whatever their browser complains of is kept, except answers of the API that a test provokes.
   */
  async function visit(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 1440, height: 900 },
      // What a page keeps for when there is no network would be fetched anew by every visitor.
      serviceWorkers: "block",
      ...options,
    });
    context.setDefaultTimeout(15_000);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.on("pageerror", (failure) => complaints.push(failure.message));
    page.on("console", (message) => {
      // A refused answer of the API and a page that does not exist are told too; a missing file of ours is a fault.
      const isProvoked =
        message.text().startsWith("Failed to load resource") && !message.location().url.includes("/_astro/");
      if (message.type() === "error" && !isProvoked) complaints.push(message.text());
    });
    return page;
  }

  /** Opens a page of the application, the decisions unless told, as somebody, in a session that a test may end; the sign-in form has tests of its own. */
  async function signIn(page: Page, person: Person = "fraud", language = "", path = "/app/decisions"): Promise<void> {
    const email = `${person}@${person === "root" ? "aifoundry" : "alfabank"}.uz`;
    await signInBrowser(page.context(), email, server.password);
    await page.goto(language + path);
  }

  /** Signs out by the account menu. */
  async function signOut(page: Page): Promise<void> {
    await page.locator("[popovertarget=account]").click();
    await page.locator("[data-command=sign-out]").click();
  }

  const tokens = new Map<string, string>();

  /** A person's access token, for speaking to the API directly. */
  async function tokenOf(email: string, password = server.password): Promise<string> {
    const known = tokens.get(email);
    if (known) return known;
    const token = await openSession(email, password);
    tokens.set(email, token);
    return token;
  }

  async function openSession(email: string, password: string): Promise<string> {
    const response = await post("/api/auth/login", { email, password });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  /** The administrator of a new organisation. */
  async function newPerson() {
    const [email, password] = [`${crypto.randomUUID()}@bank.uz`, "an evening in Samarkand"];
    const about = { organization_name: "Bank", full_name: "Nodir", phone: "+998901234567", modules: ["antifraud"] };
    const registered = await post("/api/auth/register", { email, password, ...about });
    const { access_token } = (await registered.json()) as { access_token: string };
    return { email, password, access_token };
  }

  /** Somebody with a second factor in force, and its seed. The code of the step before now was used for it. */
  async function personWithFactor() {
    const { email, password, access_token } = await newPerson();
    const enrolled = await post("/api/auth/2fa/enroll", { password }, access_token);
    const { secret } = (await enrolled.json()) as { secret: string };
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - 30_000 });
    await post("/api/auth/2fa/verify", { code }, access_token);
    return { email, password, secret };
  }

  function post(path: string, body: unknown, token?: string, language = "uz"): Promise<Response> {
    const headers = {
      "content-type": "application/json",
      "accept-language": language,
      ...(token && { authorization: `Bearer ${token}` }),
    };
    return fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** The link of the newest mail to an address that leads to a page, as a path of this server; waits until it is there. */
  async function mailedLink(to: string, page: string): Promise<string> {
    const link = new RegExp(`https?://[^/\\s"]+((?:/ru|/en)?/${page}#token=[\\w%-]+)`);
    return vi.waitFor(
      async () => {
        const response = await fetch(`${server.mailbox}?to=${encodeURIComponent(to)}`);
        const { messages } = (await response.json()) as { messages: { text: string }[] };
        const path = messages.flatMap(({ text }) => link.exec(text)?.[1] ?? []).at(-1);
        if (!path) throw new Error(`No mail to ${to} leads to /${page}`);
        return path;
      },
      { timeout: 30_000, interval: 100 },
    );
  }

  /** Invites a new address to a new organisation; returns it and the link that it got. */
  async function invite(language = "en"): Promise<{ email: string; link: string }> {
    const { access_token } = await newPerson();
    const email = `${crypto.randomUUID()}@bank.uz`;
    const me = await fetch(`${server.url}/api/users/me`, { headers: { authorization: `Bearer ${access_token}` } });
    const { organization_id } = (await me.json()) as { organization_id: string };
    const path = `/api/organizations/${organization_id}/invite-user`;
    const invited = await post(path, { email, role: "antifraud_manager" }, access_token, language);
    if (!invited.ok) throw new Error(`The invitation was refused: ${await invited.text()}`);
    return { email, link: await mailedLink(email, "invitation") };
  }

  /** Submits a payment of Alfa Bank's; returns the decision. */
  async function submit(payment: object): Promise<{ transaction_id: string; decision: string; risk_score: number }> {
    const person = "fraud@alfabank.uz";
    const send = async () => post("/api/antifraud/transactions/submit", payment, await tokenOf(person));
    let response = await send();
    // A person has so many sessions, and pages of the test took theirs meanwhile.
    if (response.status === 401 && tokens.delete(person)) response = await send();
    if (!response.ok) throw new Error(`The payment was refused: ${await response.text()}`);
    return (await response.json()) as { transaction_id: string; decision: string; risk_score: number };
  }

  /** Puts a payment of Alfa Bank's into the review queue, held by nobody; returns its id. */
  async function openReview(changes: object = {}): Promise<string> {
    const { transaction_id } = await submit(payment(changes));
    const token = await tokenOf("fraud@alfabank.uz");
    for (const step of ["review", "review/release"])
      await vi.waitFor(
        async () => {
          const answer = await post(`/api/antifraud/transactions/${transaction_id}/${step}`, {}, token);
          if (!answer.ok) throw new Error(`The review was refused: ${await answer.text()}`);
        },
        { timeout: 15_000, interval: 100 },
      );
    return transaction_id;
  }

  return {
    url: server.url,
    password: server.password,
    complaints,
    visit,
    signIn,
    signOut,
    newPerson,
    personWithFactor,
    tokenOf,
    post,
    mailedLink,
    invite,
    submit,
    openReview,
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

let counter = 0;

/** An everyday payment under an id of its own. */
export const payment = (changes: object = {}) => ({
  transaction_id: `TXN-${Date.now() % 1e7}-${counter++}`,
  user_id: "user_site",
  amount: 184_000,
  currency: "UZS",
  merchant: "Korzinka Chilonzor",
  merchant_category: "Groceries",
  timestamp: new Date().toISOString(),
  ...changes,
});

/** A payment that the rules refuse, whatever the model thinks: very large, abroad, by somebody unknown. */
export const fraudulent = (changes: object = {}) =>
  payment({
    user_id: `user_stranger_${counter}`,
    amount: 50_000,
    currency: "USD",
    merchant: "Luxury Goods",
    merchant_category: "Jewelry",
    location: { country: "AE", city: "Dubai" },
    ...changes,
  });
