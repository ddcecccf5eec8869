import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { useSite } from "./open-site.ts";

const site = useSite();

const LIST = "**/api/antifraud/models";
const bands = Array.from({ length: 10 }, (_, band) => ({
  from_score: band * 100,
  to_score: (band + 1) * 100,
  payments: band === 3 ? 0 : 1000 - 90 * band,
  frauds: band === 3 ? 0 : 11 * band,
  predicted: band === 3 ? null : band / 12,
  found: band === 3 ? null : (11 * band) / (1000 - 90 * band),
}));
const calibration = {
  payments: 5220,
  frauds: 462,
  payments_needed: 200,
  frauds_needed: 20,
  sampled_every: 1,
  expected_error: 0.1234,
  bands,
};
const uploaded = {
  id: "mdl_planted",
  version: "v9-planted",
  status: "shadow",
  canary_share: null,
  features: 93,
  sha256: "0",
  bytes: 500_000,
  uploaded_by: "x",
  created_at: "2026-11-20T10:00:00.000Z",
  updated_at: "2026-11-20T10:00:00.000Z",
  health: { highest_psi: 0.31, is_drifting: true, precision: 0.42 },
};

/** What only nights of payments and labels would bring, put into the answers of the server. */
async function plant(page: Page): Promise<void> {
  const change = (path: string, add: (answer: { data: object[] }) => object) =>
    page.route(path, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), ...add(await response.json()) } });
    });
  await change(LIST, ({ data }) => ({ data: [uploaded, ...data] }));
  await change(`${LIST}/bundled/health`, () => ({ calibration }));
  const side = {
    at_500: { precision: 0.5, recall: 0.25 },
    money: { frauds_caught_usd: 1, frauds_missed_usd: 2, legitimate_blocked_usd: 3, legitimate_reviewed_usd: 4 },
    histogram: Array(20).fill(5),
  };
  await page.route(`${LIST}/mdl_planted/report`, (route) =>
    route.fulfill({
      json: {
        champion: "v1.1.0-ensemble",
        payments: 100,
        labelled: { frauds: 3, legitimate: 40 },
        of_champion: side,
        of_challenger: { ...side, at_500: { precision: 0.75, recall: 0.25 } },
      },
    }),
  );
}

it("shows each model's last health in the list, and calibration as a chart and as a table that anybody can read", async () => {
  const page = await site.visit();
  await plant(page);
  await site.signIn(page, "fraud", "/en", "/app/models");
  const row = page.locator(".table-row[data-id=mdl_planted]");
  await row.getByText("drift, PSI 0.31").waitFor();
  await row.getByText("42%").waitFor();
  await page.locator(".table-row[data-id=bundled]").getByText("not measured yet").waitFor();
  const order = async () =>
    (await page.locator(".table-row[data-id]").allTextContents()).map((text) => text.slice(0, 10));
  const byHealth = page.getByRole("columnheader", { name: "Health" }).getByRole("button");
  await byHealth.click();
  expect(await order()).toEqual(["v9-planted", "v1.1.0-ens"]);
  await byHealth.click();
  expect(await order()).toEqual(["v1.1.0-ens", "v9-planted"]);
  await page.goto("/en/app/models?model=bundled");
  await page.getByText("Off by 12.34% on average").waitFor();
  const chart = page.getByRole("figure").filter({ hasText: "Fraud by score" });
  expect(await chart.locator("svg circle.fill-accent").count()).toBe(9);
  await expectNoBarriers(page);
  await chart.getByRole("button").click();
  await chart.getByRole("row", { name: "900–1000 190 99 75% 52.11%" }).waitFor();
  await chart.getByRole("row", { name: "300–400 0 0 — —" }).waitFor();
  await expectToFit(page, "", [1440, 360]);
});

it("copies the request that the rows come from as curl, with a place for the key", async () => {
  const page = await site.visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await site.signIn(page, "fraud", "/en", "/app/models");
  await page.locator(".table-row[data-id=bundled]").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Copy this page’s request as curl" }).click();
  await page.getByText("The curl command is copied").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
    `curl -s '${site.url}/api/antifraud/models' \\\n  -H "authorization: Bearer $AIF_KEY"`,
  );
});

it("keeps the comparison with the champion in the address", async () => {
  const page = await site.visit();
  await plant(page);
  await page.route(`${LIST}/mdl_planted/health`, (route) => route.fulfill({ status: 404, body: "" }));
  await site.signIn(page, "fraud", "/en", "/app/models?model=mdl_planted");
  await page.getByText("Comparison", { exact: true }).click();
  await page.waitForURL(/model=mdl_planted&view=report|view=report&model=mdl_planted/);
  await page.reload();
  await page.getByRole("row", { name: "Precision from 500 50% 75%" }).waitFor();
});
