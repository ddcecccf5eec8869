import { existsSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { picturesFolder } from "../support/build-product.ts";

type Impact = "minor" | "moderate" | "serious" | "critical";

type Look = {
  /** Serious and worse unless told. */
  impacts?: readonly Impact[];
  about?: string;
};

/** What axe finds in a page as it stands, in a form that says where; `rules` narrows what is asked. */
async function barriers(page: Page, impacts: readonly Impact[], rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (rules) axe.withRules(rules);
  // Of rules that hold, axe need not gather every element; without frames it needs no page of its own to sum up.
  const { violations } = await axe
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations
    .filter(({ impact }) => impacts.some((asked) => asked === impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/**
 * That a page as it stands has no such barrier in either theme; nothing fades meanwhile, which would be measured half-way. The
 * second theme changes colours alone, so of the second look only the rules about colours are asked.
 */
export async function expectNoBarriers(
  page: Page,
  { impacts = ["serious", "critical"], about = "" }: Look = {},
): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await barriers(page, impacts), `${about} light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await barriers(page, impacts, ["color-contrast", "link-in-text-block"]), `${about} dark`).toEqual([]);
}

/** That a page as it stands scrolls sideways at no width; `fits` looks at more of it at each. Leaves a picture of it. */
export async function expectToFit(
  page: Page,
  about = "",
  widths: readonly number[] = [1440, 768, 360],
  fits: (width: number) => Promise<void> = async () => {},
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    expect(await page.evaluate("document.documentElement.scrollWidth"), `${about} at ${width} px`).toBe(width);
    await fits(width);
    await takePicture(page, width);
  }
}

/** Keeps how a page looks, once at each width, in the language and theme that it was first seen in; CI keeps the folder. */
async function takePicture(page: Page, width: number): Promise<void> {
  const name = new URL(page.url()).pathname.replace(/^\/(ru|en)(?=\/|$)/, "").replaceAll("/", "_") || "_";
  const path = join(picturesFolder, `${name}.${width}.jpg`);
  if (!existsSync(path)) await page.screenshot({ path, type: "jpeg", quality: 70 });
}
