import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

type Impact = "minor" | "moderate" | "serious" | "critical";

/** What axe finds of such impact, in a form that says where; serious and worse unless told. */
export async function barriers(page: Page, impacts: readonly Impact[] = ["serious", "critical"]): Promise<string[]> {
  // All rules are asked; of those that hold, axe need not gather every element.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
  return violations
    .filter(({ impact }) => impacts.some((asked) => asked === impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** That a page as it stands has no serious barrier in either theme; nothing fades meanwhile, which would be measured half-way. */
export async function expectNoBarriers(page: Page, about = ""): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await barriers(page), `${about} ${colorScheme}`).toEqual([]);
  }
}

/** That a page as it stands scrolls sideways at no width; `fits` looks at more of it at each. */
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
  }
}
