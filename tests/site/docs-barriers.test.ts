import { globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/build.ts";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { openSite } from "./open-site.ts";

let site: Awaited<ReturnType<typeof openSite>>;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

/** Every page of the documentation in a language; of the pages of problems, which are made alike, one. */
const pagesIn = (folder: string) =>
  globSync(["docs{,/*}.html", "docs/errors/request.not_found.html"], { cwd: join(root, "site/dist", folder) })
    .map((file) => join("/", folder, file.replace(/\.html$/, "")))
    .sort();

it.each(["", "ru", "en"])(
  "no page has a serious barrier in either theme, or scrolls sideways on a phone (/%s)",
  async (folder) => {
    const page = await site.visit();
    for (const path of pagesIn(folder)) {
      await page.goto(path);
      await expectNoBarriers(page, { about: path });
      await expectToFit(page, path, [360, 1440]);
    }
  },
  300_000,
);
