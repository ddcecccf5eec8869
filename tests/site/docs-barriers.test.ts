import { globSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { root } from "../../scripts/build.ts";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { useSite } from "./open-site.ts";

const site = useSite();

const folders = ["", "ru", "en"];

/** The pages of the documentation in a language; of the pages of problems, which are made alike, one. */
const pagesIn = (folder: string) =>
  globSync(["docs{,/*}.html", "docs/errors/request.not_found.html"], { cwd: join(root, "site/dist", folder) })
    .map((file) => file.replace(/\.html$/, ""))
    .sort();

/** A page is built alike in every language, so axe looks at it in one of them; at the first page, and what is English alone, always. */
function isForAxe(name: string, folder: string): boolean {
  const place = pagesIn("").indexOf(name);
  return place <= 0 || folders[place % folders.length] === folder;
}

/** Tables that are wider than their place, and would be cut or hide a column behind a scroll bar. */
const cutTables = (page: Page) =>
  page.evaluate<string[]>(`
    [...document.querySelectorAll("main .docs-table, main table")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ textContent }) => textContent.slice(0, 60))`);

it.each(folders)(
  "no page has a serious barrier in either theme, scrolls sideways on a phone, or cuts a table on a wide screen (/%s)",
  async (folder) => {
    const page = await site.visit();
    for (const name of pagesIn(folder)) {
      const path = join("/", folder, name);
      await page.goto(path);
      await expectToFit(page, path, [360, 768, 1440]);
      if (name !== "docs/api") expect(await cutTables(page), path).toEqual([]);
      if (isForAxe(name, folder)) await expectNoBarriers(page, { about: path });
    }
  },
  300_000,
);
