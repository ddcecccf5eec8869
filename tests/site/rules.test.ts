import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectNoBarriers, expectToFit } from "./look-over.ts";
import { fraudulent, payment, useSite } from "./open-site.ts";

type Rule = { rule_id: string; name: string; priority: number; enabled: boolean; state: string; revision: number };

const hostile = [`<img src=x onerror="window.hit=1">`, `"><svg onload=window.hit=1>`];

const site = useSite();
beforeAll(async () => {
  for (let count = 0; count < 3; count++) await site.submit(payment());
  await site.submit(fraudulent());
  await add({ rule_id: "rule_shown", name: `Oʻzbekiston temir yoʻllari ${hostile[0]}`, description: hostile[1] });
});

async function ask<T>(method: string, path: string, body?: unknown, who = "fraud"): Promise<T> {
  const answer = await fetch(`${site.url}/api/antifraud${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await site.tokenOf(`${who}@alfabank.uz`)}`,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const above = (amount: number) => ({ amount: { operator: "greater_than", value: amount } });
const add = (changes: object = {}) =>
  ask<Rule>("POST", "/rules", {
    name: "Above ten thousand",
    conditions: above(10_000),
    action: "REVIEW",
    state: "shadow",
    ...changes,
  });
const ruleOf = (id: string) => ask<Rule>("GET", `/rules/${id}`);
const rowOf = (page: Page, id: string) => page.locator(`.table-row[data-id="${id}"]`);

async function visit(path: string, person: "fraud" | "admin" | "viewer" = "fraud"): Promise<Page> {
  const page = await site.visit();
  await site.signIn(page, person, "/en", path);
  return page;
}

describe("the list of rules", () => {
  it("is ordered by keys and by hand, and back by undo", async () => {
    const [first, second, third] = [
      await add({ priority: 500 }),
      await add({ priority: 510 }),
      await add({ priority: 510 }),
    ];
    const page = await visit("/app/rules?by=own");
    await page.getByRole("link", { name: "New rule" }).first().waitFor();
    const order = async () =>
      (
        await page.locator(".table-row[data-id]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-id")))
      ).filter((id) => [first, second, third].some(({ rule_id }) => rule_id === id));
    await rowOf(page, first.rule_id).waitFor();
    const [upper, lower] = [second, third].sort((a, b) => (a.rule_id < b.rule_id ? -1 : 1)) as [Rule, Rule];
    expect(await order()).toEqual([first.rule_id, upper.rule_id, lower.rule_id]);

    await rowOf(page, lower.rule_id).focus();
    await page.keyboard.press("u");
    await expect.poll(order).toEqual([first.rule_id, lower.rule_id, upper.rule_id]);
    await expect.poll(async () => (await ruleOf(lower.rule_id)).priority).toBe(505);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("The order before is back").waitFor();
    await expect.poll(async () => (await ruleOf(lower.rule_id)).priority).toBe(510);

    const grip = rowOf(page, upper.rule_id).getByRole("button", { name: /^Move/ });
    const from = (await grip.boundingBox())!;
    const to = (await rowOf(page, first.rule_id).boundingBox())!;
    await page.mouse.move(from.x + 5, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, from.y - 5);
    await page.mouse.move(to.x + 40, to.y + 4);
    await page.mouse.up();
    await expect.poll(order).toEqual([upper.rule_id, first.rule_id, lower.rule_id]);
    await expect.poll(async () => (await ruleOf(upper.rule_id)).priority).toBeLessThan(500);
  });

  it("moves other rules to make room only after it was said how many", async () => {
    const places = { rule_zx: 600, rule_za: 601, rule_zm: 602 };
    for (const [rule_id, priority] of Object.entries(places))
      await add({ rule_id, priority, name: `Tight ${rule_id}` });
    const page = await visit("/app/rules?q=Tight");
    await page.getByRole("button", { name: "Commands on “Tight rule_zm”" }).click();
    await page.getByRole("menuitem", { name: "Move up" }).click();
    const dialog = page.getByRole("dialog", { name: "Change the order" });
    await dialog.getByText("2 rules change their priority").waitFor();
    await dialog.getByRole("button", { name: "Move 2 rules" }).click();
    await page.getByText("Moved: Tight rule_zm").waitFor();
    expect(await Promise.all(Object.keys(places).map(async (id) => (await ruleOf(id)).priority))).toEqual([
      600, 611, 601,
    ]);
  });

  it("switches a rule at once, takes it back where the server refuses and by undo", async () => {
    const { rule_id, name } = await add({ name: "Switched" });
    const page = await visit("/app/rules?q=Switched");
    const toggle = page.getByRole("switch", { name: `“${name}” is on` });
    await toggle.click();
    await expect.poll(async () => (await ruleOf(rule_id)).enabled).toBe(false);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await ruleOf(rule_id)).enabled).toBe(true);
    await page.route(`**/rules/${rule_id}`, (route) => route.fulfill({ status: 503, body: "" }));
    await toggle.click();
    await page.getByRole("alert").getByText("This failed. Nothing was changed").waitFor();
    expect(await toggle.isChecked()).toBe(true);
  });

  it("deletes only after it was said what that does, and why is written", async () => {
    const { rule_id } = await add({ name: "To be deleted" });
    const page = await visit("/app/rules?q=deleted");
    await page.getByRole("button", { name: "Commands on “To be deleted”" }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete the rule “To be deleted”" });
    await dialog.getByRole("button", { name: "Delete the rule" }).click();
    await dialog.getByText("Write why").waitFor();
    await dialog.getByLabel("Why").fill("Replaced by another");
    await dialog.getByRole("button", { name: "Delete the rule" }).click();
    await page.getByText("Deleted: To be deleted").waitFor();
    await rowOf(page, rule_id).waitFor({ state: "detached" });
  });

  it("says how rules apply, and keeps what is entered where the server refuses it", async () => {
    const page = await visit("/app/rules");
    await page.getByRole("button", { name: "How rules apply" }).click();
    const dialog = page.getByRole("dialog", { name: "How rules apply" });
    await dialog.getByLabel("Window, minutes").fill("many");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Enter a number").waitFor();
    await dialog.getByLabel("Window, minutes").fill("30");
    await dialog.getByLabel("Payments, at least").fill("5");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("Payments, at least").fill("40");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("How rules apply is saved").waitFor();
    expect(await ask("GET", "/rules/policy")).toMatchObject({ breaker: { window_minutes: 30, min_payments: 40 } });
  });

  it("shows a rule that was stopped from blocking, and lets it block again after why is written", async () => {
    const { rule_id } = await add({ name: "Too eager", action: "BLOCK", state: "live", conditions: above(1e9) });
    const page = await site.visit();
    let isReset = false;
    await page.route("**/api/antifraud/breakers?*", async (route) => {
      const answer = (await (await route.fetch()).json()) as { data: { id: string; state: string; trip: object }[] };
      const trip = { at: new Date().toISOString(), block_rate: 0.42, limit: 0.2 };
      for (const one of answer.data) if (one.id === rule_id && !isReset) Object.assign(one, { state: "tripped", trip });
      await route.fulfill({ json: answer });
    });
    await site.signIn(page, "fraud", "/en", "/app/rules?q=eager");
    await rowOf(page, rule_id)
      .getByTitle("It blocked too much and sends to review instead: 42%, the limit is 20%")
      .waitFor();
    await page.getByRole("button", { name: "Commands on “Too eager”" }).click();
    await page.getByRole("menuitem", { name: "Let it block again" }).click();
    const dialog = page.getByRole("dialog", { name: "Let “Too eager” block again" });
    await dialog.getByLabel("Why").fill("A sale, not an attack");
    isReset = true;
    await dialog.getByRole("button", { name: "Let it block again" }).click();
    await page.getByText("Blocks again: Too eager").waitFor();
    await rowOf(page, rule_id).getByText("live").waitFor();
  });

  it("says that it could not be loaded, and loads when asked again", async () => {
    const page = await site.visit();
    await page.route("**/rules/list?*", (route) => route.fulfill({ status: 503, body: "" }));
    await site.signIn(page, "fraud", "/en", "/app/rules");
    await page.getByRole("heading", { name: "The rules could not be loaded" }).waitFor();
    await page.unroute("**/rules/list?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".table-row[data-id]").first().waitFor();
  });

  it("tells who may not read rules which permission that takes", async () => {
    const page = await visit("/app/rules", "viewer");
    await page.getByText("Your role needs the permission “read:rules”").waitFor();
  });
});

describe("a rule", () => {
  it("is built, tried on history while it is written, saved, and shown as the text that was sent", async () => {
    const page = await visit("/app/rules/edit");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.getByText("Give the rule a name").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Dear and abroad");
    await page.getByRole("button", { name: "Add a comparison" }).click();
    await page
      .getByLabel("Value, $")
      .or(page.getByLabel("Value", { exact: true }))
      .fill("10 000");
    await page.getByText(/Would have hit 1 of \d+/).waitFor();
    await page.getByText(/^From \d.+ to \d.+, \d+ decisions?$/).waitFor();
    await page.getByRole("button", { name: "Add a comparison" }).click();
    await page.getByLabel("Field").nth(1).selectOption("country");
    await page.getByLabel("Value", { exact: true }).last().fill("UZ");
    await page.getByText(/Would have hit 0 of \d+/).waitFor();
    await page.getByText("JSON", { exact: true }).click();
    const json = page.getByLabel("The condition as JSON");
    expect(JSON.parse(await json.inputValue())).toEqual({
      conditions: { amount: { operator: "greater_than", value: 10_000 }, country: { operator: "equals", value: "UZ" } },
    });
    await json.fill(JSON.stringify({ expression: { gt: [{ field: "amount" }, { multiply: [2, 5000] }] } }));
    await page.getByText(/Would have hit 1 of \d+/).waitFor();
    await page.getByText("Builder", { exact: true }).click();
    await page.getByText("The builder cannot show this").waitFor();
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.getByText("Saved: Dear and abroad").waitFor();
    await page.waitForURL(/rule=rule_/);
    const id = new URL(page.url()).searchParams.get("rule")!;
    expect(await ruleOf(id)).toMatchObject({
      state: "draft",
      expression: { gt: [{ field: "amount" }, { multiply: [2, 5000] }] },
    });
  });

  it("shows faults at their places, and loses nothing where the service is down", async () => {
    const { rule_id } = await add({ name: "Faulty", conditions: above(1) });
    const page = await visit(`/app/rules/edit?rule=${rule_id}`);
    await page.getByText("JSON", { exact: true }).click();
    await page
      .getByLabel("The condition as JSON")
      .fill(
        JSON.stringify({ expression: { or: [{ gt: [{ field: "amount" }, 5] }, { gt: [{ field: "agg.gone" }, 5] }] } }),
      );
    await page.getByText("Builder", { exact: true }).click();
    const fault = page.locator("p").getByText("agg.gone (no such field)");
    await fault.waitFor();
    await page.getByLabel("Field").nth(1).selectOption("payer_count_1h");
    await fault.waitFor({ state: "detached" });
    await page.route(`**/rules/${rule_id}`, (route) =>
      route.request().method() === "PUT" ? route.fulfill({ status: 503, body: "" }) : route.continue(),
    );
    await page.getByRole("button", { name: "Put into shadow" }).click();
    await page.getByText("The service did not answer. What you typed is kept").waitFor();
    await page.unroute(`**/rules/${rule_id}`);
    await page.getByRole("button", { name: "Put into shadow" }).click();
    await page.getByText("Saved: Faulty").waitFor();
    expect(await ruleOf(rule_id)).toMatchObject({ expression: { or: [{}, { gt: [{ field: "payer_count_1h" }, 5] }] } });
  });

  it("goes live only after it was said what it will do, and is told of what others changed meanwhile", async () => {
    const { rule_id } = await add({ name: "Overtaken" });
    const page = await visit(`/app/rules/edit?rule=${rule_id}`);
    await page.getByLabel("Name", { exact: true }).fill("Mine");
    await ask("PUT", `/rules/${rule_id}`, {
      name: "Theirs",
      conditions: above(20_000),
      action: "REVIEW",
      state: "shadow",
    });
    await page.getByText("Live", { exact: true }).click();
    await page.locator("label").getByText("Blocks", { exact: true }).click();
    await page.getByRole("button", { name: "Put into force" }).click();
    const dialog = page.getByRole("dialog", { name: "Put the rule into force?" });
    await dialog.getByText("every payment that meets the condition is blocked").waitFor();
    await dialog.getByRole("button", { name: "Put into force" }).click();
    await page.getByText("The rule was changed while you wrote (version 2)").waitFor();
    await page.getByText("Theirs").first().waitFor();
    expect(await page.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe("Mine");
    await page.getByRole("button", { name: "Save mine all the same" }).click();
    await page.getByText("Saved: Mine").waitFor();
    expect(await ruleOf(rule_id)).toMatchObject({ name: "Mine", state: "live", action: "BLOCK", revision: 3 });

    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("listitem").filter({ hasText: "Version 1" }).getByRole("button").click();
    const back = page.getByRole("dialog", { name: "Return to version 1" });
    await back.getByLabel("Why").fill("Blocked too much");
    await back.getByRole("button", { name: "Return to this version" }).click();
    await page.getByText("Returned to version 1").waitFor();
    expect(await ruleOf(rule_id)).toMatchObject({ name: "Overtaken", state: "shadow", revision: 4 });
  });

  it("begins from a template, and is snoozed for a payer and no more", async () => {
    const page = await visit("/app/rules/edit");
    await page.getByRole("button", { name: "Start from a template" }).click();
    await page.getByRole("button", { name: /Take this template: A payment of 500/ }).click();
    await page.getByText("The builder cannot show this").first().waitFor();
    await page.getByRole("button", { name: "Put into shadow" }).click();
    await page.waitForURL(/rule=rule_/);
    await page.getByRole("tab", { name: "Snoozes" }).click();
    await page.getByRole("button", { name: "Add a snooze" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a snooze" });
    await dialog.getByLabel("Id", { exact: true }).fill(hostile[0]!);
    await dialog.getByRole("button", { name: "Snooze the rule" }).click();
    await dialog.getByText("Write why the rule is wrong").waitFor();
    await dialog.getByLabel("Why").fill("A wholesaler");
    await dialog.getByRole("button", { name: "Snooze the rule" }).click();
    const item = page.getByRole("listitem").filter({ hasText: "A wholesaler" });
    await item.getByText("running").waitFor();
    await item.getByRole("button", { name: "End" }).click();
    await page.getByRole("dialog", { name: "End the snooze" }).getByRole("button", { name: "End" }).click();
    await item.getByText("ended").waitFor();
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

/** Turns two people on for the bank; it stays on, so what changes rules in force alone stands above. */
describe("where two people are asked for", () => {
  let id: string;
  beforeAll(async () => {
    const rule = await add({ name: hostile[1], state: "live", priority: 900 });
    id = rule.rule_id;
    await ask("PUT", "/rules/policy", { allow_first: false, four_eyes: true }, "admin");
  });

  it("a change waits, its author cannot approve it, and a second person can, by a key", async () => {
    const page = await visit(`/app/rules/edit?rule=${id}`);
    await page.getByLabel("Priority").fill("901");
    await page.getByLabel("Comment for the second person").fill("Later than the others");
    await page.getByRole("button", { name: "Put into force" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Put into force" }).click();
    await page.getByRole("link", { name: "See the proposal" }).click();
    await page.getByText("This is your own proposal").waitFor();
    await page.getByText("Later than the others").first().waitFor();
    const path = new URL(page.url()).pathname + new URL(page.url()).search;

    const other = await site.visit();
    await site.signIn(other, "admin", "", path);
    await other.getByRole("button", { name: "Approve" }).waitFor();
    await other.keyboard.press("a");
    await other.getByRole("dialog", { name: "Approve the proposal" }).getByRole("button", { name: "Approve" }).click();
    await other.getByText("Approved and in force").waitFor();
    expect(await ruleOf(id)).toMatchObject({ priority: 901, revision: 2 });
    expect(await other.evaluate("window.hit")).toBeUndefined();
  });

  it("a proposal is rejected with its reason, and withdrawn by its author", async () => {
    const change = (priority: number) => ({ name: "Proposed", conditions: above(1), action: "REVIEW", priority });
    const rejected = await ask<{ id: string }>("PUT", `/rules/${id}`, change(902));
    const withdrawn = await ask<{ id: string }>("PUT", `/rules/${id}`, change(903));
    const page = await visit(`/app/rules/proposals?proposal=${rejected.id}`, "admin");
    await page.getByRole("button", { name: "Reject" }).click();
    const dialog = page.getByRole("dialog", { name: "Reject the proposal" });
    await dialog.getByLabel("Why").fill("No need");
    await dialog.getByRole("button", { name: "Reject" }).click();
    await page.getByText("Rejected: Proposed").waitFor();
    const author = await visit(`/app/rules/proposals?proposal=${withdrawn.id}`);
    await author.getByRole("button", { name: "Withdraw" }).click();
    await author.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await author.getByText("Withdrawn: Proposed").waitFor();
    const state = async (one: string) => (await ask<{ state: string }>("GET", `/rules/proposals/${one}`)).state;
    expect([await state(rejected.id), await state(withdrawn.id)]).toEqual(["rejected", "withdrawn"]);
  });
});

describe.each([
  { name: "the list", path: "/app/rules", ready: ".table-row[data-id]" },
  { name: "a new rule", path: "/app/rules/edit", ready: "#rule-name" },
  { name: "a rule", path: "/app/rules/edit?rule=rule_shown", ready: "#rule-name" },
  { name: "its versions", path: "/app/rules/edit?tab=versions&rule=rule_shown", ready: "ol li h3" },
  { name: "its snoozes", path: "/app/rules/edit?tab=snoozes&rule=rule_shown", ready: "[role=tabpanel] ul" },
  { name: "the proposals", path: "/app/rules/proposals", ready: ".table-row[data-id], h2" },
])("$name of rules", ({ path, ready }) => {
  it("has no serious barrier in any language and theme, scrolls sideways nowhere and runs nothing", async () => {
    const page = await site.visit({ colorScheme: "light" });
    await site.signIn(page, "fraud", "/en", path);
    for (const language of ["/en", "/ru", ""]) {
      await page.goto(language + path);
      await page.locator(ready).first().waitFor({ state: "attached" });
      await expectNoBarriers(page, { about: language });
      await expectToFit(page, language, [360, 768, 1440], async (width) => {
        const cut = await page.evaluate(
          `[...document.querySelectorAll(".rule-editor, [role=tabpanel] > div")].filter((e) => e.scrollWidth > e.clientWidth + 1).length`,
        );
        expect(cut, `at ${width} px`).toBe(0);
      });
      expect(await page.evaluate("window.hit")).toBeUndefined();
    }
  });
});
