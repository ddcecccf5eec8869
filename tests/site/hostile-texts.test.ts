import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { useSite } from "./open-site.ts";

const HOSTILE = `<img src=x onerror="window.hit=1">`;
const escalated = `${HOSTILE} escalated`;
const FRAUD = "fraud@alfabank.uz";

const site = useSite();
let transaction: string;
beforeAll(async () => {
  transaction = await site.openReview({
    location: { country: "UZ", city: HOSTILE },
    metadata: { payment_method: HOSTILE },
  });
  const send = async (method: string, path: string, body: object, person = FRAUD): Promise<Response> =>
    fetch(site.url + path, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${await site.tokenOf(person)}` },
      body: JSON.stringify(body),
    });
  const store = async (...call: Parameters<typeof send>) => {
    const answer = await send(...call);
    if (!answer.ok) throw new Error(`${call[1]} was refused: ${await answer.text()}`);
  };
  const review = `/api/antifraud/transactions/${transaction}/review`;
  await store("POST", `${review}/notes`, { note: HOSTILE });
  await store("POST", `${review}/escalate`, { reason: escalated });
  await store("PUT", "/api/users/me", { full_name: HOSTILE, phone: null });
  const view = { page: "decisions", name: HOSTILE, query: "?decision=BLOCKED", is_shared: true };
  await store("PUT", `/api/users/me/views/${crypto.randomUUID()}`, view);
  // The name of an aggregate is an identifier, so that none can be stored that would run.
  const aggregate = { name: HOSTILE, statistic: "count", entity: "card", window: "1h" };
  expect((await send("POST", "/api/antifraud/aggregates", aggregate, "admin@alfabank.uz")).status).toBe(422);
  const fromElsewhere = await fetch(`${site.url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": HOSTILE },
    body: JSON.stringify({ email: FRAUD, password: site.password }),
  });
  expect(fromElsewhere.status).toBe(200);
});

const isShown = (page: Page, text: string) => page.getByText(text).first().waitFor();

/** Every page that shows one of them, and how it is seen that it does. */
const places: { path: string; person?: "admin"; seen: (page: Page) => Promise<unknown> }[] = [
  { path: "/app/overview", seen: (page) => page.locator("[data-person]", { hasText: "<img" }).first().waitFor() },
  {
    path: "/app/reviews?transaction=",
    seen: async (page) => {
      await page.locator(".drawer").getByText(HOSTILE, { exact: true }).first().waitFor();
      await isShown(page, escalated);
    },
  },
  { path: "/app/transaction?id=", seen: (page) => isShown(page, HOSTILE) },
  {
    path: "/app/decisions",
    seen: async (page) => {
      await page.getByRole("button", { name: "Saved views" }).click();
      await isShown(page, HOSTILE);
    },
  },
  { path: "/app/account", seen: (page) => page.getByTitle(HOSTILE).first().waitFor() },
  { path: "/app/organization/people", person: "admin", seen: (page) => isShown(page, HOSTILE) },
];

it.each(places)(
  "$path shows what was written as it was written, and runs none of it",
  async ({ path, person, seen }) => {
    const page = await site.visit();
    await site.signIn(page, person ?? "fraud", "/en", path.endsWith("=") ? path + transaction : path);
    await seen(page);
    expect(await page.evaluate("window.hit")).toBeUndefined();
    expect(await page.locator("img[src=x]").count()).toBe(0);
  },
);
