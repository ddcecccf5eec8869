import { beforeAll, describe, expect, it } from "vitest";
import { expectNoBarriers } from "./look-over.ts";
import { fraudulent, payment, useSite } from "./open-site.ts";

const site = useSite();
let open: string;
beforeAll(async () => {
  for (let count = 0; count < 3; count++) await site.submit(payment());
  open = (await site.submit(fraudulent())).transaction_id;
});

const all = ["minor", "moderate", "serious", "critical"] as const;

describe("in neither theme a serious barrier stands", () => {
  it.each(["/sign-in", "/ru/nowhere"])("on %s", async (path) => {
    const page = await site.visit();
    await page.goto(path);
    await expectNoBarriers(page);
  });

  it.each(
    ["", "/ru", "/en"].flatMap((language) =>
      ["/forgot-password", "/reset-password#token=x", "/invitation#token=x", "/verify-email#token=x"].map(
        (page) => language + page,
      ),
    ),
  )("on %s, as it opens and as it refuses", async (path) => {
    const page = await site.visit();
    await page.goto(path);
    const refusal = page.locator("h2:focus, #email-error, #password-error");
    const submit = page.locator("main button[type=submit]");
    if (await submit.count()) {
      await expectNoBarriers(page, { impacts: all });
      await submit.click();
    }
    await refusal.waitFor();
    await expectNoBarriers(page, { impacts: all });
  });

  it.each(["uz", "ru", "en"])("on an invitation in %s", async (language) => {
    const page = await site.visit();
    await page.goto((await site.invite(language)).link);
    await page.locator("dl").waitFor();
    await expectNoBarriers(page, { impacts: all });
    await page.locator("main button[type=submit]").click();
    await page.locator("#full_name-error").waitFor();
    await expectNoBarriers(page, { impacts: all });
  });

  it("on a refused sign-in", async () => {
    const page = await site.visit();
    await page.goto("/sign-in");
    await page.click("button[type=submit]");
    await page.locator("#email-error").waitFor();
    await expectNoBarriers(page);
  });

  it.each([1440, 360])("on the decisions, with and without evidence, %i px wide", async (width) => {
    const page = await site.visit({ viewport: { width, height: 900 } });
    await site.signIn(page);
    await page.locator(".table-row[data-id]").first().waitFor();
    await expectNoBarriers(page);
    await page.locator(`.table-row[data-id="${open}"]`).click();
    await page.locator(".drawer h3").first().waitFor();
    // The drawer fades in, and half-transparent text would be measured.
    await page
      .locator(".drawer")
      .evaluate("element => Promise.all(element.getAnimations().map(({ finished }) => finished))");
    await expectNoBarriers(page);
  });

  it("on the notice of a missing permission", async () => {
    const page = await site.visit();
    await site.signIn(page, "viewer");
    await page.getByRole("heading", { level: 2 }).waitFor();
    await expectNoBarriers(page);
  });
});

it("a pinned theme outlasts the visit", async () => {
  const page = await site.visit({ colorScheme: "light" });
  await page.goto("/en");
  await page.getByRole("button", { name: "Appearance: As the system" }).click();
  await page.getByRole("button", { name: "Appearance: Light" }).click();
  await page.getByRole("button", { name: "Appearance: Dark" }).waitFor();
  await page.goto("/en/docs");
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
});
