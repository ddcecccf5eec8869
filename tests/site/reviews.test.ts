import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { useSite } from "./open-site.ts";

const site = useSite();
let ids: string[];
// Those of an earlier test stay in the queue; what is due first stands first.
beforeEach(async () => {
  ids = [];
  for (let count = 0; count < 3; count++) ids.push(await site.openReview({ merchant: `Makro ${count}` }));
});

const rowOf = (page: Page, id: string) => page.locator(`.table-row[data-id="${id}"]`);

async function work(): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en", "/app/reviews");
  await rowOf(page, ids[2]!).waitFor();
  return page;
}

async function verdictOf(id: string) {
  const headers = { authorization: `Bearer ${await site.tokenOf("fraud@alfabank.uz")}` };
  const answer = await fetch(`${site.url}/api/antifraud/transactions/${id}`, { headers });
  const { final_decision, review } = (await answer.json()) as {
    final_decision: string;
    review: { state: string; verdict: object | null };
  };
  return { final_decision, state: review.state };
}

it("verdicts are given by one key each, the next payment opens, and U takes the last one back", async () => {
  const page = await work();
  await rowOf(page, ids[0]!).click();
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await page.keyboard.press("a");
  await rowOf(page, ids[0]!).waitFor({ state: "detached" });
  await page.waitForURL(new RegExp(`transaction=${ids[1]}$`));
  await expect.poll(() => verdictOf(ids[0]!)).toEqual({ final_decision: "APPROVED", state: "closed" });
  await page.keyboard.press("r");
  await page.keyboard.type("The customer denies it");
  await page.keyboard.press("Enter");
  await page.keyboard.press("b");
  await page.waitForURL(new RegExp(`transaction=${ids[2]}$`));
  await expect.poll(() => verdictOf(ids[1]!)).toEqual({ final_decision: "BLOCKED", state: "closed" });
  await page.keyboard.press("u");
  await page.getByText(`Verdict taken back: ${ids[1]}`).waitFor();
  await rowOf(page, ids[1]!).waitFor();
  await expect.poll(async () => (await verdictOf(ids[1]!)).state).not.toBe("closed");
});

it("U before the verdict is answered waits for it, and may be pressed again where it was refused", async () => {
  const page = await work();
  let land = () => {};
  const landed = new Promise<void>((done) => (land = done));
  let isRefused = true;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url().replace(/.*\//, "")));
  await page.route("**/decision", async (route) => {
    await landed;
    await route.continue();
  });
  await page.route("**/review/undo", (route) =>
    isRefused ? route.fulfill({ status: 503, body: "" }) : route.continue(),
  );
  await rowOf(page, ids[0]!).click();
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await page.keyboard.press("a");
  await page.waitForURL(new RegExp(`transaction=${ids[1]}$`));
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  await page.getByText(`Approved: ${ids[0]}`).waitFor({ state: "detached" });
  expect(asked).not.toContain("undo");
  land();
  await page.getByRole("alert").getByText(`The verdict on ${ids[0]} stands`).waitFor();
  expect(asked.filter((last) => last === "undo")).toHaveLength(1);
  isRefused = false;
  await page.keyboard.press("u");
  await page.getByText(`Verdict taken back: ${ids[0]}`).waitFor();
  await rowOf(page, ids[0]!).waitFor();
  expect((await verdictOf(ids[0]!)).state).not.toBe("closed");
});

it("after ten seconds U takes nothing back", async () => {
  const page = await site.visit();
  await page.clock.install();
  await site.signIn(page, "fraud", "/en", "/app/reviews");
  let undos = 0;
  await page.route("**/review/undo", (route) => {
    undos++;
    return route.continue();
  });
  await rowOf(page, ids[0]!).click();
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await page.keyboard.press("a");
  await expect.poll(() => verdictOf(ids[0]!)).toEqual({ final_decision: "APPROVED", state: "closed" });
  await page.clock.fastForward(10_000);
  await page.getByText(`Approved: ${ids[0]}`).waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  expect(undos).toBe(0);
});

it("a verdict that the server refuses brings the payment back and says why", async () => {
  const page = await work();
  await page.route("**/decision", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      json: { title: "Somebody else is reviewing this payment", status: 409, code: "antifraud.review_held" },
    }),
  );
  await rowOf(page, ids[0]!).click();
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("alert").getByText("Somebody else is reviewing this payment").waitFor();
  await rowOf(page, ids[0]!).waitFor();
});

it("what is open is claimed while it is, and given back when it is left", async () => {
  const page = await work();
  await rowOf(page, ids[0]!).click();
  await expect.poll(async () => (await verdictOf(ids[0]!)).state).toBe("claimed");
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await verdictOf(ids[0]!)).state).toBe("open");
});

it("a colleague's claim is visible, and nothing can be decided over it", async () => {
  const page = await site.visit();
  await page.route("**/api/antifraud/reviews?*", async (route) => {
    const answer = (await (await route.fetch()).json()) as { data: Record<string, unknown>[] };
    const held_until = new Date(Date.now() + 600_000).toISOString();
    for (const item of answer.data)
      if (item.transaction_id === ids[0])
        Object.assign(item, { assignee: "usr_alisher", assignee_name: "Alisher", state: "claimed", held_until });
    await route.fulfill({ json: answer });
  });
  await site.signIn(page, "fraud", "/en", "/app/reviews");
  await rowOf(page, ids[0]!).getByText("Alisher is reviewing").waitFor();
  await rowOf(page, ids[0]!).click();
  await page.getByText("You can read it, but not change it").waitFor();
  // Beside the open payment there is no room for names, and on a phone none for columns.
  await rowOf(page, ids[0]!).getByRole("img", { name: "Alisher is reviewing" }).waitFor();
  expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
  await page.keyboard.press("a");
  expect((await verdictOf(ids[0]!)).state).toBe("open");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 360, height: 780 });
  const row = rowOf(page, ids[0]!);
  await row.getByRole("img", { name: "Alisher is reviewing" }).waitFor();
  await row
    .getByText(/^\d{2,3}$/)
    .filter({ visible: true })
    .waitFor();
});

type QueuePage = { data: { transaction_id: string; transaction: { merchant: string } }[]; next_cursor: string | null };

it("keeps what was read while the server is down, says of when it is, and lets the next page be asked for again", async () => {
  const page = await site.visit();
  await page.clock.install();
  let isDown = false;
  await page.route("**/api/antifraud/reviews?*", async (route) => {
    if (isDown || route.request().url().includes("cursor=")) return route.fulfill({ status: 503, body: "" });
    const answer = (await (await route.fetch()).json()) as QueuePage;
    await route.fulfill({ json: { ...answer, next_cursor: "further" } });
  });
  await site.signIn(page, "fraud", "/en", "/app/reviews");
  await rowOf(page, ids[0]!).waitFor();
  const again = page.locator("footer").getByRole("button", { name: "Try again" });
  await again.waitFor();
  const stale = page.getByText("Could not refresh, shown as of");
  expect(await stale.count()).toBe(0);
  isDown = true;
  await page.clock.runFor(5000);
  await stale.waitFor();
  expect(await rowOf(page, ids[0]!).count()).toBe(1);
  isDown = false;
  await page.clock.runFor(5000);
  await stale.waitFor({ state: "detached" });
  await page.unroute("**/api/antifraud/reviews?*");
  await page.route("**/api/antifraud/reviews?*cursor=*", (route) =>
    route.fulfill({ json: { data: [], next_cursor: null } }),
  );
  await again.click();
  await page.getByText("The end of the queue").waitFor();
});

it("keeps rows where they are while one holds the keyboard, and says of a row that left the list that it did", async () => {
  const page = await site.visit();
  await page.clock.install();
  let isGone = false;
  await page.route("**/api/antifraud/reviews?*", async (route) => {
    const answer = (await (await route.fetch()).json()) as QueuePage;
    const data = answer.data.filter(({ transaction_id }) => !isGone || transaction_id !== ids[0]);
    await route.fulfill({ json: { ...answer, data } });
  });
  await site.signIn(page, "fraud", "/en", "/app/reviews");
  await rowOf(page, ids[0]!).waitFor();
  await page.keyboard.press("j");
  isGone = true;
  await page.clock.runFor(5000);
  await rowOf(page, ids[0]!).getByText("no longer listed").waitFor();
  await page.locator(".table-row:focus").blur();
  await page.clock.runFor(5000);
  await rowOf(page, ids[0]!).waitFor({ state: "detached" });
});

it("searches the pages behind the first by itself, up to a bound, and says that there is more", async () => {
  const page = await site.visit();
  let pages = 0;
  await page.route("**/api/antifraud/reviews?*", async (route) => {
    const answer = (await (
      await route.fetch({
        url: route
          .request()
          .url()
          .replace(/&cursor=.*/, ""),
      })
    ).json()) as QueuePage;
    const one = answer.data.find(({ transaction_id }) => transaction_id === ids[0])!;
    if (!route.request().url().includes("cursor=")) return route.fulfill({ json: { ...answer, next_cursor: "1" } });
    pages++;
    const data = Array.from({ length: 100 }, (_, index) => ({ ...one, transaction_id: `TXN-${pages}-${index}` }));
    if (pages === 12) data[7]!.transaction = { ...one.transaction, merchant: "Zarina" };
    await route.fulfill({ json: { data, next_cursor: pages === 12 ? null : `${pages + 1}` } });
  });
  await site.signIn(page, "fraud", "/en", "/app/reviews?q=zarina");
  await page.getByRole("heading", { name: /Nothing matches among the 1,0\d\d read so far/ }).waitFor();
  expect(pages).toBe(10);
  await page.getByRole("button", { name: "Search further" }).click();
  await page.locator(".table-row", { hasText: "Zarina" }).waitFor();
});

it("tells deadlines by the server's clock where that of the device is hours off", async () => {
  const page = await site.visit();
  await page.clock.install({ time: Date.now() - 5 * 3_600_000 });
  await page.route("**/api/antifraud/reviews?*", async (route) => {
    const answer = (await (await route.fetch()).json()) as QueuePage;
    const due_at = new Date(Date.now() + 150 * 60_000).toISOString();
    await route.fulfill({ json: { ...answer, data: answer.data.map((item) => ({ ...item, due_at })) } });
  });
  await site.signIn(page, "fraud", "/en", "/app/reviews");
  await rowOf(page, ids[0]!).getByText("2 h left").waitFor();
});

it("several are decided at once after it was said what and how many, and can be taken back", async () => {
  const page = await work();
  await rowOf(page, ids[0]!).getByRole("checkbox").check();
  await rowOf(page, ids[1]!).getByRole("checkbox").check();
  await page.getByRole("toolbar", { name: "2 selected" }).getByRole("button", { name: "Block" }).click();
  const dialog = page.getByRole("dialog", { name: "Block 2 payments" });
  await dialog.getByRole("button", { name: "Block 2 payments" }).click();
  await rowOf(page, ids[0]!).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await rowOf(page, ids[0]!).waitFor();
  await rowOf(page, ids[1]!).waitFor();
  expect((await verdictOf(ids[2]!)).state).toBe("open");
});

it("escalating asks why, loses nothing when it fails and goes on to the next", async () => {
  const page = await work();
  await rowOf(page, ids[0]!).click();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Escalate" });
  await dialog.getByRole("button", { name: "Escalate" }).click();
  await dialog.getByText("Write a few words").waitFor();
  await dialog.getByLabel("Why").fill("Needs a call in Uzbek");
  await page.route("**/review/escalate", (route) => route.fulfill({ status: 503, body: "" }));
  await dialog.getByRole("button", { name: "Escalate" }).click();
  await dialog.getByRole("alert").waitFor();
  expect(await dialog.getByLabel("Why").inputValue()).toBe("Needs a call in Uzbek");
  await page.unroute("**/review/escalate");
  await dialog.getByRole("button", { name: "Escalate" }).click();
  await page.waitForURL(new RegExp(`transaction=${ids[1]}$`));
  await expect.poll(async () => (await verdictOf(ids[0]!)).state).toBe("escalated");
});
