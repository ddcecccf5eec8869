import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../browser.ts";
import { root } from "../../build.ts";
import { demoApiKey, demoPassword, seedDemo } from "../../demo.ts";
import { startServer } from "../../server.ts";
import { signInBrowser } from "../../sign-in.ts";
import { createClient } from "../load.ts";
import { paymentSource } from "../payments.ts";
import { startEdge } from "./start-edge.ts";

export type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
export type SiteBench = Awaited<ReturnType<typeof openSiteBench>>;

const DECISIONS = 150;
const REVIEWS = 60;
const observers = join(root, "scripts/bench/site/observe-page.js");

/** A running server with payments to look at, a browser beside it, and the cookies of somebody who reviews them, and of who administers the platform. */
export async function openSiteBench() {
  const server = await startServer({ port: 0 });
  await seedDemo(server);
  const edge = await startEdge(server.url);
  await fillQueue(server.url);
  const { executablePath, args } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args });
  const cookies = await signIn("fraud@alfabank.uz");
  const rootCookies = await signIn("root@aifoundry.uz");

  async function signIn(email: string): Promise<Cookies> {
    const context = await browser.newContext({ baseURL: edge.url });
    await signInBrowser(context, email, demoPassword);
    const kept = await context.cookies();
    await context.close();
    return kept;
  }

  /** A page with an empty cache, watched from its start; `content` is what it is opened for. */
  async function visit(content: string, who: Cookies = cookies): Promise<Page> {
    const context = await browser.newContext({ baseURL: edge.url, viewport: { width: 1440, height: 900 } });
    await context.addCookies(who);
    await context.addInitScript({ content: `window.contentSelector = ${JSON.stringify(content)};` });
    await context.addInitScript({ path: observers });
    return context.newPage();
  }

  const close = async () => {
    await browser.close();
    edge.stop();
    await server.stop();
  };
  return { url: edge.url, cookies, rootCookies, visit, close };
}

/** Everyday payments, and large ones, which go to review; waits until they can be read. */
async function fillQueue(url: string): Promise<void> {
  const client = createClient(url, await demoApiKey(url), 8);
  const next = paymentSource(11, DECISIONS);
  for (let sent = 0; sent < DECISIONS; sent++) await client.post(next());
  const shots = Array.from({ length: REVIEWS }, (_, i) => ({
    path: "/api/antifraud/transactions/submit",
    body: JSON.stringify({
      transaction_id: `bench-review-${i}`,
      user_id: `user_bench_${i}`,
      amount: 12_000 + i,
      currency: "USD",
      merchant: "Korzinka Chilonzor",
      merchant_category: "Groceries",
      timestamp: new Date().toISOString(),
    }),
  }));
  for (const shot of shots) await client.post(shot);
  client.close();
  const login = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "fraud@alfabank.uz", password: demoPassword }),
  });
  const { access_token } = (await login.json()) as { access_token: string };
  for (let tries = 0; tries < 60; tries++) {
    const headers = { authorization: `Bearer ${access_token}` };
    const answer = await fetch(`${url}/api/antifraud/reviews?limit=100`, { headers });
    const { data } = (await answer.json()) as { data: unknown[] };
    if (data.length >= REVIEWS) return;
    await new Promise((again) => setTimeout(again, 500));
  }
  throw new Error("The reviews did not open within 30 seconds");
}
