import type { Page } from "playwright-core";
import type { SiteBench } from "./open-bench.ts";

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

/** Opens one page with nothing cached, on the slow profile. */
export async function loadPage(bench: SiteBench, of: (typeof pages)[number]): Promise<LoadFigures> {
  const page = await bench.visit(of.content, of.isPublic ? [] : bench.cookies);
  await slowDown(page);
  await page.goto(of.path, { waitUntil: "commit" });
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
