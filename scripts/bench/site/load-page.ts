import type { Page } from "playwright-core";
import { appPages } from "../../build.ts";
import type { Cookies, SiteBench } from "./open-bench.ts";

/** How a page came up, milliseconds from the start of the navigation; `cls` is a share of the screen. */
export type LoadFigures = { content: number; lcp: number; cls: number; tbt: number };

/** A phone's network and a slow machine: 1.6 Mbit/s down, 750 kbit/s up, 150 ms until an answer begins, a quarter of the CPU. */
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWDOWN = 4;

/** Pages as the bench names them, and what each is opened for. */
export const pages = [
  { name: "landing", path: "/", content: "main h1", isPublic: true },
  { name: "sign-in", path: "/sign-in", content: "main form button[type=submit]", isPublic: true },
  { name: "overview", path: "/app/overview", content: ".board .text-28:not(:has(.skeleton))", isPublic: false },
  { name: "decisions", path: "/app/decisions", content: ".table-row[data-id]", isPublic: false },
  { name: "reviews", path: "/app/reviews", content: ".table-row[data-id]", isPublic: false },
  { name: "docs", path: "/docs/payments", content: ".sl-markdown-content p", isPublic: true },
] as const;

/** Once nothing on a page stands for what is still to come. */
const COMPLETE = "main:not(:has(.skeleton, astro-island[ssr]))";

/** When the content of each page of the application stands there, milliseconds, the slowest first. */
export async function loadEveryAppPage(bench: SiteBench): Promise<{ path: string; content: number }[]> {
  const found = [];
  for (const path of appPages()) {
    const who = path.startsWith("admin/") ? bench.rootCookies : bench.cookies;
    const { content } = await load(bench, `/app/${path}`, COMPLETE, who);
    found.push({ path, content });
  }
  return found.sort((a, b) => b.content - a.content);
}

/** Opens one page with nothing cached, on the slow profile. */
export const loadPage = (bench: SiteBench, { path, content, isPublic }: (typeof pages)[number]): Promise<LoadFigures> =>
  load(bench, path, content, isPublic ? [] : bench.cookies);

async function load(bench: SiteBench, path: string, content: string, who: Cookies): Promise<LoadFigures> {
  const page = await bench.visit(content, who);
  await slowDown(page);
  await page.goto(path, { waitUntil: "commit" });
  await page.evaluate("siteBench.content");
  await page.waitForLoadState("networkidle");
  const figures = await page.evaluate<LoadFigures>("siteBench.load()");
  await page.context().close();
  return figures;
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
}

/** As `slowDown`, but with the network as it is: for what is measured once the page stands. */
export async function slowProcessor(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
}
