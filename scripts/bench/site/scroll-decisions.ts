import { percentile } from "../load.ts";
import type { SiteBench } from "./open-bench.ts";

/** How the table scrolled, milliseconds between frames, and how many of its rows were drawn at most. */
export type ScrollFigures = { median: number; worst: number; mostRows: number };

export const ROWS = 100_000;
const PIXELS_A_SECOND = 6000;
const SECONDS = 4;

/** Scrolls through the decisions of an organisation that has a hundred thousand of them, all loaded. */
export async function scrollDecisions(bench: SiteBench): Promise<ScrollFigures> {
  const page = await bench.visit(".table-row[data-id]");
  let body: string | undefined = JSON.stringify({ data: manyDecisions(), next_cursor: null });
  await page.route("**/api/antifraud/transactions/list*", async (route) => {
    const answer = body ?? JSON.stringify({ data: [], next_cursor: null });
    body = undefined;
    await route.fulfill({ contentType: "application/json", body: answer });
  });
  await page.goto("/app/decisions");
  await page.locator(`[role=grid][aria-rowcount="${ROWS + 1}"]`).waitFor();
  await page.waitForLoadState("networkidle");
  const session = await page.context().newCDPSession(page);
  await page.evaluate("siteBench.watchFrames()");
  await session.send("Input.synthesizeScrollGesture", {
    x: 600,
    y: 600,
    yDistance: -PIXELS_A_SECOND * SECONDS,
    speed: PIXELS_A_SECOND,
    gestureSourceType: "mouse",
    preventFling: true,
  });
  const { frames, mostRows } = await page.evaluate<{ frames: number[]; mostRows: number }>("siteBench.stopFrames()");
  const scrolled = await page.evaluate<number>("document.querySelector('.table-scroller').scrollTop");
  await page.context().close();
  if (scrolled < PIXELS_A_SECOND) throw new Error(`The table scrolled ${scrolled} pixels only`);
  return { median: percentile(frames, 0.5), worst: percentile(frames, 0.99), mostRows };
}

function manyDecisions() {
  const now = Date.now();
  return Array.from({ length: ROWS }, (_, i) => ({
    transaction_id: `TXN-${ROWS + i}`,
    user_id: `user_${i % 997}`,
    amount: 184_000 + i,
    currency: "UZS",
    merchant: "Korzinka Chilonzor",
    merchant_category: "Groceries",
    decision: (["APPROVED", "UNDER_REVIEW", "BLOCKED"] as const)[i % 3],
    risk_score: (i * 37) % 1000,
    reasons: ["The device was first seen less than a day ago"],
    created_at: new Date(now - i * 700).toISOString(),
  }));
}
