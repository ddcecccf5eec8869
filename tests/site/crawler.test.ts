import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appPages } from "../../scripts/build.ts";
import { fraudulent, openSite, payment } from "./open-site.ts";

let site: Awaited<ReturnType<typeof openSite>>;
let open: string;
beforeAll(async () => {
  site = await openSite();
  await site.submit(payment());
  open = (await site.submit(fraudulent())).transaction_id;
});
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

/** In the page: which controls it shows, each by its kind and name, and how to use one and see whether anything came of it. */
const probe = `
  window.crawler = {
    effects: 0,
    controls() {
      const found = new Map();
      for (const element of document.querySelectorAll("main :is(button, summary, [role=tab], [role=menuitem], [role=switch])")) {
        const isUsable = element.checkVisibility() && !element.matches(":disabled, [aria-disabled=true], [aria-selected=true]");
        const name = (element.getAttribute("aria-label") || element.textContent).trim().slice(0, 60);
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
      element.click();
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

const pathOf = (name: string) => (name === "transaction" ? `${name}?id=${open}` : name);

it.each(appPages())("no control of /app/%s is dead, and using it breaks nothing", async (name) => {
  const page = await site.visit();
  const failures: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 500) failures.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(probe);
  await site.signIn(page, name.startsWith("admin/") ? "root" : "admin", "/en", `/app/${pathOf(name)}`);
  const { used, dead } = await findDeadControls(page, `/en/app/${pathOf(name)}`);
  expect({ dead, failures }).toEqual({ dead: [], failures: [] });
  expect(used).toBeGreaterThan(0);
});

it("a button that does nothing is noticed", async () => {
  const page = await site.visit();
  await page.addInitScript(probe);
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
    // SAFETY: addresses of links are texts.
    for (const link of (await page.evaluate("[...document.links].map(({ href }) => href)")) as string[])
      if (new URL(link).origin === site.url) links.add(link);
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
