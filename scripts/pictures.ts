import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findBrowser } from "./browser.ts";
import { appPages, root } from "./build.ts";
import { demoPassword } from "./demo.ts";
import { signInBrowser } from "./sign-in.ts";

/**
 * Takes a picture of every page of a running server, to be looked at: `npm run pictures [-- --url URL]`. Each at three widths, every
 * width in another language and theme, into `pictures/`. A page that is wider than its window, or complains, is told of
 * and ends it with 1. Needs the demo people; `npm run demo:traffic` beside it puts something on the pages.
 */
const looks = [
  { width: 360, height: 780, language: "/ru", colorScheme: "dark" },
  { width: 768, height: 1024, language: "", colorScheme: "light" },
  { width: 1440, height: 900, language: "/en", colorScheme: "light" },
] as const;
const folder = join(root, "pictures");
/** Long enough for the slowest list; a page that never comes to rest is pictured as it is. */
const SETTLES_MS = 5000;

const { values } = parseArgs({
  options: { url: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` } },
});
const faults: string[] = [];
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const browser = await chromium.launch(await findBrowser());
  for (const look of looks) {
    const { width, height, colorScheme } = look;
    const options = { baseURL: values.url, viewport: { width, height }, colorScheme };
    await takeAll(await browser.newContext(options), look, await publicPaths(look.language));
    for (const [person, paths] of Object.entries(appPaths(look.language))) {
      const context = await browser.newContext(options);
      await signInBrowser(context, person, demoPassword);
      await takeAll(context, look, paths);
    }
  }
  await browser.close();
  writeFileSync(join(folder, "faults.txt"), faults.join("\n"));
  console.log(faults.length > 0 ? `✗ ${faults.join("\n✗ ")}` : `✓ Nothing overflows nor complains; see ${folder}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} catch (failure) {
  console.error(`✗ ${(failure as Error).message}`);
  process.exitCode = 1;
}

async function takeAll(context: BrowserContext, { width }: (typeof looks)[number], paths: string[]): Promise<void> {
  const page = await context.newPage();
  let at = "";
  page.on("pageerror", (failure) => faults.push(`${at}: ${failure.message}`));
  for (const path of paths) {
    at = `${path} at ${width} px`;
    await page.goto(path);
    await settle(page);
    const name = path.replace(/[?#].*/, "").replaceAll("/", "_") || "_";
    await page.screenshot({ path: join(folder, `${name}.${width}.png`) });
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    if (Number(wide) > width) faults.push(`${at}: is ${wide} px wide`);
  }
  await context.close();
}

/** Until nothing is fetched any more and nothing moves. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: SETTLES_MS }).catch(() => {});
  await page
    .waitForFunction("document.getAnimations().every(({ playState }) => playState !== 'running')", undefined, {
      timeout: SETTLES_MS,
    })
    .catch(() => {});
}

/** What anyone may see, by the sitemap; of the pages of problems one stands for all. */
async function publicPaths(language: string): Promise<string[]> {
  const map = await (await fetch(`${values.url}/sitemap.xml`)).text();
  return [...map.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)]
    .map(([, path]) => path ?? "")
    .filter((path) => (/^\/(?:ru|en)(?=\/|$)/.exec(path)?.[0] ?? "") === language)
    .concat(["sign-in", "forgot-password", "ui"].map((page) => `${language}/${page}`));
}

/** Every page of the application, by who sees it: administrators of a bank, and of the platform. */
function appPaths(language: string): Record<string, string[]> {
  const paths = appPages().map((name) => `${language}/app/${name}`);
  const { platform = [], own = [] } = Object.groupBy(paths, (path) =>
    path.includes("/app/admin/") ? "platform" : "own",
  );
  return { "admin@alfabank.uz": own, "root@aifoundry.uz": platform };
}
