import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectNoBarriers } from "./look-over.ts";
import { useSite } from "./open-site.ts";

type View = { id: string; name: string };

const VIEWS = "/api/users/me/views";
const BLOCKED = "/app/decisions?decision=BLOCKED";
/** A list without a live feed, whose socket complains while there is no connection. */
const RULES = "/app/rules?q=limit";

const site = useSite();

type Person = Parameters<typeof site.signIn>[1];

async function watch(person: Person = "fraud", path = BLOCKED, language = "/en"): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page, person, language, path);
  await ready(page);
  return page;
}

/** That a page has all its scripts and knows who reads it: it works without a connection from now on. */
async function ready(page: Page): Promise<void> {
  await page.locator(".rail:not([data-unknown])").waitFor();
  await page.waitForFunction("!document.querySelector('astro-island[ssr]')");
}

const menu = (page: Page) => page.getByRole("menu", { name: "Saved views" });
const entry = (page: Page, name: string) => menu(page).getByRole("menuitem", { name, exact: true });
const openMenu = (page: Page) => page.getByRole("button", { name: "Saved views" }).click();

async function save(page: Page, name: string, isShared = false): Promise<void> {
  await openMenu(page);
  await menu(page).getByRole("menuitem", { name: "Save this view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByLabel("Name").fill(name);
  if (isShared) await dialog.getByRole("switch").check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(`View saved: ${name}`).last().waitFor();
}

/** What the server keeps of somebody's views of a page. */
async function keptOf(email: string, page: string): Promise<View[]> {
  const headers = { authorization: `Bearer ${await site.tokenOf(email)}` };
  const answer = await fetch(`${site.url}${VIEWS}?page=${page}`, { headers });
  return ((await answer.json()) as { data: View[] }).data;
}
const namesOf = async (email: string, page = "decisions") => (await keptOf(email, page)).map(({ name }) => name);

describe("a saved view", () => {
  it("is there on another device, filters there, and is deleted and taken back", async () => {
    const first = await watch();
    await save(first, "Everything blocked");
    await expect.poll(() => namesOf("fraud@alfabank.uz")).toContain("Everything blocked");

    const second = await watch("fraud", "/app/decisions");
    await openMenu(second);
    await entry(second, "Everything blocked").click();
    await second.waitForURL(/decision=BLOCKED/);
    await openMenu(second);
    await menu(second).getByRole("menuitem", { name: "Delete the view “Everything blocked”" }).click();
    await second.getByText("View deleted: Everything blocked").waitFor();
    await expect.poll(() => namesOf("fraud@alfabank.uz")).not.toContain("Everything blocked");
    await second.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => namesOf("fraud@alfabank.uz")).toContain("Everything blocked");
  });

  it("of the same name takes the place of the one before", async () => {
    const page = await watch();
    await save(page, "Replaced");
    await save(page, "Replaced");
    await expect
      .poll(async () => (await namesOf("fraud@alfabank.uz")).filter((name) => name === "Replaced"))
      .toEqual(["Replaced"]);
  });

  it("is shared by a switch, and colleagues see whose it is but cannot delete it", async () => {
    const owner = await watch("fraud");
    await save(owner, "For everybody", true);
    await save(owner, "For myself");
    await expect.poll(() => namesOf("admin@alfabank.uz")).toEqual(["For everybody"]);
    const colleague = await watch("admin", "/app/decisions");
    await openMenu(colleague);
    await menu(colleague).getByText("Jasur Toshmatov").waitFor();
    await menu(colleague)
      .getByRole("menuitem", { name: /^For everybody/ })
      .click();
    await colleague.waitForURL(/decision=BLOCKED/);
    await openMenu(colleague);
    await menu(colleague).getByRole("menuitem", { name: "Save this view" }).waitFor();
    expect(
      await menu(colleague)
        .getByRole("menuitem", { name: /^Delete/ })
        .count(),
    ).toBe(0);
    expect(await menu(colleague).getByText("For myself").count()).toBe(0);
  });
});

describe("without a connection", () => {
  it("a view is saved at once, and told to the server once it can be reached", async () => {
    const page = await watch("fraud", RULES);
    await page.context().setOffline(true);
    await save(page, "Saved offline");
    await openMenu(page);
    await entry(page, "Saved offline").waitFor();
    await page.keyboard.press("Escape");
    expect(await namesOf("fraud@alfabank.uz", "rules")).not.toContain("Saved offline");
    await page.context().setOffline(false);
    await expect.poll(() => namesOf("fraud@alfabank.uz", "rules")).toContain("Saved offline");
  });

  it("two tabs add without losing one, and each shows both", async () => {
    const one = await watch("fraud", RULES);
    const other = await one.context().newPage();
    await other.goto(`/en${RULES}`);
    await ready(other);
    await one.context().setOffline(true);
    await save(one, "Of the first tab");
    await save(other, "Of the second tab");
    for (const tab of [one, other]) {
      await openMenu(tab);
      await entry(tab, "Of the first tab").waitFor();
      await entry(tab, "Of the second tab").waitFor();
      await tab.keyboard.press("Escape");
    }
    await one.context().setOffline(false);
    await expect
      .poll(() => namesOf("fraud@alfabank.uz", "rules"))
      .toEqual(expect.arrayContaining(["Of the first tab", "Of the second tab"]));
  });
});

it("views that only this browser knew are told to the server", async () => {
  const page = await site.visit();
  await page.goto("/robots.txt");
  const old = JSON.stringify([{ name: "Of before", query: "?decision=APPROVED" }]);
  await page.evaluate((views) => localStorage.setItem("aifoundry.views.decisions", views), old);
  await site.signIn(page, "fraud", "/en", "/app/decisions");
  await expect.poll(() => namesOf("fraud@alfabank.uz")).toContain("Of before");
  await openMenu(page);
  await entry(page, "Of before").click();
  await page.waitForURL(/decision=APPROVED/);
});

it("one too many is told, and does not stay as if it were kept", async () => {
  const page = await watch();
  await page.route(`**${VIEWS}/*`, (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      json: { title: "There are too many saved views, delete some first", status: 409, code: "auth.too_many_views" },
    }),
  );
  await save(page, "One too many");
  await page.getByText("There are too many saved views, delete some first").waitFor();
  await openMenu(page);
  await menu(page).getByRole("menuitem").first().waitFor();
  expect(await entry(page, "One too many").count()).toBe(0);
});

it("whoever signs out leaves nothing of them in the browser", async () => {
  const page = await watch();
  await save(page, "Left behind");
  await expect.poll(() => namesOf("fraud@alfabank.uz")).toContain("Left behind");
  await site.signOut(page);
  await page.waitForURL(/\/sign-in$/);
  expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("Left behind");
});

it("saving one has no serious barrier in either theme", async () => {
  const page = await watch("fraud", BLOCKED, "/ru");
  await page.getByRole("button", { name: "Сохранённые виды" }).click();
  await page.getByRole("menuitem", { name: "Сохранить текущий вид" }).click();
  await page.getByRole("switch").check();
  await expectNoBarriers(page);
});
