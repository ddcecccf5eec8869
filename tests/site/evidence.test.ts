import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { payment, useSite } from "./open-site.ts";

const site = useSite();

const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const figure = (text: string | null) => Number((text ?? "").replace("−", "-").replace(/[^\d-]/g, ""));
/** A section of a payment's page by its heading. */
const sectionOf = (page: Page, title: string): Locator =>
  page.locator("section", { has: page.getByRole("heading", { name: title, exact: true }) });

/** What runs past its own column without being meant to scroll or to end in an ellipsis. */
const overrun = (page: Page) =>
  page.evaluate<string[]>(`
    [...document.querySelectorAll("main section, main section *")]
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
      .filter((element) => {
        const { overflowX, display } = getComputedStyle(element);
        return overflowX === "visible" && display !== "inline";
      })
      .map(({ tagName, className, scrollWidth, clientWidth }) =>
        \`\${tagName} \${className}: \${scrollWidth} in \${clientWidth}\`)
  `);

/** A customer with a few payments by one device, the last of them abroad and very large; returns the ids, the last at the end. */
async function seed(): Promise<string[]> {
  const user_id = `user_${crypto.randomUUID().slice(0, 8)}`;
  const device_id = `device-${user_id}`;
  const ids: string[] = [];
  for (const hours of [5, 4, 3]) {
    const own = payment({ user_id, device_id, timestamp: hoursAgo(hours) });
    ids.push((await site.submit(own)).transaction_id);
  }
  const stranger = payment({ user_id: `${user_id}_other`, device_id, timestamp: hoursAgo(2) });
  ids.push((await site.submit(stranger)).transaction_id);
  const wild = payment({
    user_id,
    device_id,
    amount: 50_000,
    currency: "USD",
    merchant: "Luxury Goods",
    merchant_category: "Jewelry",
    location: { country: "AE", city: "Dubai", lat: 25.2, lon: 55.27 },
  });
  ids.push((await site.submit(wild)).transaction_id);
  return ids;
}

describe("the evidence of a payment", () => {
  it("adds up, is told in the reader's language and by the clocks of Tashkent, and leads to what surrounds it", async () => {
    const ids = await seed();
    const last = ids.at(-1)!;
    const page = await site.visit({ timezoneId: "America/New_York" });
    await site.signIn(page, "fraud", "/ru", `/app/transaction?id=${last}`);

    await sectionOf(page, "Из чего сложился балл модели").locator("tr").last().waitFor();
    const bars = await sectionOf(page, "Из чего сложился балл модели").locator("tr").all();
    const rows = await Promise.all(
      bars.map(async (row) => ({
        title: await row.locator("th").textContent(),
        points: figure(await row.locator("td").last().textContent()),
      })),
    );
    expect(rows[0]?.title).toBe("Обычный платёж");
    expect(rows[0]?.points).toBeGreaterThanOrEqual(0);
    expect(rows.at(-1)?.title).toBe("Балл модели");
    expect(rows.slice(0, -1).reduce((sum, { points }) => sum + points, 0)).toBe(rows.at(-1)?.points);

    const rules = sectionOf(page, "Правила");
    const hit = (await rules.locator("> ul").textContent())?.replaceAll("\u00a0", " ");
    expect(hit).toContain("Сумма в долларах: 50 000 $ (условие: > 10 000 $)");
    const missed = rules.locator("details").filter({ hasText: /не сработал/ });
    expect(await missed.locator("ul").first().isVisible()).toBe(false);
    await missed.locator("summary").click();
    await missed.locator("ul").first().waitFor();

    const histories = sectionOf(page, "История активности");
    await histories.locator(`svg a[href$="${ids[0]}"]`).first().waitFor({ state: "attached" });
    await histories.getByRole("button", { name: "Таблица" }).click();
    const history = histories.locator("tbody tr");
    expect(await history.count()).toBeGreaterThanOrEqual(4);
    const shared = history.filter({ has: page.locator(`a[href$="${ids[3]}"]`) });
    expect(await shared.textContent()).toContain("Устройство");

    const links = sectionOf(page, "Связанные платежи");
    await links.getByRole("tab", { name: /^Устройство/ }).click();
    await links.locator(`a[href$="${ids[3]}"]`).waitFor();
    expect(await links.locator("time").allTextContents()).toContain("2 ч назад");
    const timeline = sectionOf(page, "История клиента");
    expect(await timeline.locator("time").allTextContents()).toEqual(
      expect.arrayContaining(["3 ч назад", "4 ч назад", "5 ч назад"]),
    );
    expect(await timeline.locator("[aria-current=true]").textContent()).toContain(last);

    const model = sectionOf(page, "Модель");
    expect(await model.textContent()).toMatch(/Версия\s*v\d/);
    const paid = await sectionOf(page, "Данные платежа").textContent();
    const inTashkent = new Date(Date.now() + 5 * HOUR).getUTCDate();
    expect(paid).toMatch(new RegExp(`Время решения${inTashkent} .*, время Ташкента \\(UTC\\+5\\)`));
    expect(await timeline.locator("time").first().getAttribute("title")).toMatch(/время Ташкента \(UTC\+5\)$/);

    await expectNoBarriers(page);
    await shared.locator("a").click();
    await page.waitForURL(new RegExp(`id=${ids[3]}$`));
  });

  it("stays in its column however long the words of a payment are", async () => {
    const long = payment({ merchant: "M".repeat(200), user_id: "u".repeat(100), device_id: "d".repeat(100) });
    const { transaction_id } = await site.submit(long);
    await site.submit({ ...long, transaction_id: `${transaction_id}-again` });
    const page = await site.visit();
    await site.signIn(page, "fraud", "/ru", `/app/transaction?id=${transaction_id}`);
    await sectionOf(page, "История клиента")
      .getByRole("link", { name: `${transaction_id}-again` })
      .waitFor();
    await expectToFit(page, "a payment with huge words", [1440, 360], async (width) => {
      expect(await overrun(page), `at ${width} px`).toEqual([]);
      const title = page.getByRole("heading", { level: 1 });
      expect(
        await title.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
        `the title at ${width} px`,
      ).toBe(0);
    });
  });
});
