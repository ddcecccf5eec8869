import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { appPages } from "../../scripts/build.ts";
import { fraudulent, payment, useSite } from "./open-site.ts";

const site = useSite();
let open: string;
beforeAll(async () => {
  await site.submit(payment());
  open = (await site.submit(fraudulent())).transaction_id;
});

const kinds = "button, summary, select, [role=tab], [role=menuitem], [role=switch], [type=checkbox], [type=radio]";

/**
 * In the page: which controls its places show, each by its kind and name, and how to use one and see whether anything came of it.
 * Links are followed apart, and what is typed shows by itself.
 */
const probe = (places: string) => `
  window.crawler = {
    effects: 0,
    controls() {
      const found = new Map();
      for (const element of document.querySelectorAll(":is(${places}) :is(${kinds})")) {
        const isUsable = element.checkVisibility() && !element.matches(":disabled, [aria-disabled=true], [aria-selected=true], :checked[type=radio]");
        const name = (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent).trim().slice(0, 60);
        const key = element.tagName + " " + name;
        if (isUsable && !found.has(key)) found.set(key, element);
      }
      return found;
    },
    use(key) {
      const element = this.controls().get(key);
      if (!element) return false;
      // As a person's click does: so that a focus that goes on to a wrong field is seen.
      element.focus();
      this.effects = 0;
      const count = () => { this.effects++; };
      const observer = new MutationObserver(count);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      for (const name of ["focusin", "toggle", "input", "invalid"]) document.addEventListener(name, count, true);
      if (element.tagName === "SELECT") {
        element.selectedIndex = (element.selectedIndex + 1) % element.length;
        for (const name of ["input", "change"]) element.dispatchEvent(new Event(name, { bubbles: true }));
      } else element.click();
      return true;
    },
  };
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => { window.crawler.effects++; } } });`;

const controlsOf = async (page: Page): Promise<string[]> =>
  // SAFETY: the probe keeps its controls by names.
  (await page.evaluate("[...window.crawler.controls().keys()]")) as string[];

/** Uses every control of a page once, from the state that the page opens in; which of them did nothing. */
async function findDeadControls(page: Page, path: string): Promise<{ used: number; dead: string[] }> {
  let outside = 0;
  page.on("request", () => void outside++);
  page.on("download", () => void outside++);
  page.on("filechooser", () => void outside++);
  const start = async () => {
    await page.goto(path, { waitUntil: "networkidle" });
    return page.url();
  };
  let address = await start();
  const controls = await controlsOf(page);
  const dead: string[] = [];
  let used = 0;
  for (const control of controls) {
    outside = 0;
    if (!(await page.evaluate(`window.crawler.use(${JSON.stringify(control)})`))) continue;
    used++;
    await expect
      .poll(async () => outside > 0 || page.url() !== address || (await page.evaluate("window.crawler.effects > 0")), {
        timeout: 1_500,
        interval: 20,
      })
      .toBe(true)
      .catch(() => dead.push(control));
    await page.keyboard.press("Escape");
    const isSame = page.url() === address && (await controlsOf(page)).join() === controls.join();
    if (!isSame) address = await start();
  }
  return { used, dead };
}

/** Pages with a payment open beside their list, where they have one. */
const pathOf = (name: string) => {
  if (name === "transaction") return `${name}?id=${open}`;
  return ["decisions", "reviews"].includes(name) ? `${name}?transaction=${open}` : name;
};

/** Who may do the most on a page. */
function personOf(name: string): "root" | "admin" | "fraud" {
  if (name.startsWith("admin/")) return "root";
  return /^(organization|developers|account)/.test(name) ? "admin" : "fraud";
}

/** Where the links of the application's pages lead, filled by the tests of the pages. */
const linked = new Set<string>();
const linksOf = async (page: Page): Promise<string[]> =>
  // SAFETY: addresses of links are texts.
  (await page.evaluate("[...document.links].map(({ href }) => href)")) as string[];

it.each(appPages())("no control of /app/%s is dead, and using it breaks nothing", async (name) => {
  const page = await site.visit();
  const failures: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 500) failures.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(probe("main, aside.drawer"));
  await site.signIn(page, personOf(name), "/en", `/app/${pathOf(name)}`);
  await page.locator(".rail:not([data-unknown])").waitFor();
  for (const link of await linksOf(page)) linked.add(link);
  const { used, dead } = await findDeadControls(page, `/en/app/${pathOf(name)}`);
  expect({ dead, failures }).toEqual({ dead: [], failures: [] });
  expect(used).toBeGreaterThan(0);
});

it("every link of the application leads to a page", async () => {
  const own = [...linked].filter((link) => new URL(link).origin === site.url).map((link) => link.split("#")[0]!);
  expect(own.length).toBeGreaterThan(20);
  for (const address of new Set(own)) expect((await fetch(address)).status, address).toBe(200);
});

it("no control of the frame around the pages is dead", async () => {
  const page = await site.visit();
  await page.addInitScript(probe("body > :not(main), .rail, header"));
  await site.signIn(page, "admin", "/en", "/app/rules");
  const { used, dead } = await findDeadControls(page, "/en/app/rules");
  expect(dead).toEqual([]);
  expect(used).toBeGreaterThan(2);
});

it.each(["", "/products", "/products/antifraud", "/status", "/register", "/sign-in", "/docs/rules", "/docs/errors"])(
  "no control of the public page %s is dead",
  async (path) => {
    const page = await site.visit();
    await page.addInitScript(probe("body"));
    expect((await findDeadControls(page, `/en${path}`)).dead).toEqual([]);
  },
);

it("a button that does nothing is noticed", async () => {
  const page = await site.visit();
  await page.addInitScript(probe("main"));
  await page.addInitScript(`
    addEventListener("load", () => {
      const button = document.createElement("button");
      button.textContent = "Dead";
      document.querySelector("main").append(button);
    });`);
  expect((await findDeadControls(page, "/en/security")).dead).toEqual(["BUTTON Dead"]);
});

it.each(["", "/ru", "/en"])("no public page of the site complains in the browser (%s)", async (language) => {
  const page = await site.visit();
  const failures: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) failures.push(`${page.url()}: ${response.status()} ${response.url()}`);
  });
  const links = new Set<string>();
  const paths = ["", "/products", "/products/antifraud", "/security", "/status", "/changelog", "/register", "/sign-in"];
  for (const path of [...paths, "/forgot-password", "/docs", "/docs/rules", "/docs/webhooks", "/docs/errors"]) {
    await page.goto(`${language}${path}` || "/");
    for (const link of await linksOf(page)) if (new URL(link).origin === site.url) links.add(link);
  }
  const anchors = Map.groupBy(links, (link) => link.split("#")[0]!);
  for (const [address, sought] of anchors) {
    const answer = await fetch(address);
    if (answer.status !== 200) failures.push(`${address}: ${answer.status}`);
    const html = await answer.text();
    for (const { hash } of sought.map((link) => new URL(link)))
      if (hash && !html.includes(`id="${decodeURIComponent(hash.slice(1))}"`)) failures.push(`${address}${hash}`);
  }
  expect(failures).toEqual([]);
  expect(links.size).toBeGreaterThan(20);
});
