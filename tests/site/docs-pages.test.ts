import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/build.ts";
import { engineeringPages, guideGroups } from "../../site/src/docs/guides.ts";
import { docsWords } from "../../site/src/docs/words.ts";
import { dictionaries } from "../../site/src/i18n/index.ts";
import { metrics } from "../../workers/antifraud/alerts/metrics.ts";
import { ruleResults } from "../../workers/antifraud/evidence-schema.ts";
import { ruleStates } from "../../workers/antifraud/own-rules/rule-document.ts";
import { partyFields, paymentFields } from "../../workers/antifraud/own-rules/vocabulary.ts";
import { forms, operators } from "../../workers/antifraud/rule-language/operators.ts";
import { rules } from "../../workers/antifraud/rules/index.ts";
import { metadataSchema, transactionSchema } from "../../workers/antifraud/schemas.ts";
import { featureNames } from "../../workers/antifraud/signals/features.ts";
import { policiesFor } from "../../workers/auth/limits/policies.ts";
import { permissionsOf, roles } from "../../workers/auth/roles.ts";
import { closeCodes } from "../../workers/dashboard/live-feed.ts";
import { modules, privacyParts } from "../../workers/modules.ts";
import { subscriptionTiers } from "../../workers/platform/caller.ts";
import { languages } from "../../workers/platform/i18n.ts";
import { problemCatalogue } from "../../workers/platform/problem.ts";
import { useSite } from "./open-site.ts";

const dist = join(root, "site/dist");

const site = useSite();

const prefixes = { uz: "", ru: "/ru", en: "/en" } as const;
const page = (path: string) => readFileSync(join(dist, `${path}.html`), "utf8");

/** The words of a page's article, as a reader sees them. */
const articleOf = (path: string) => {
  const html = page(path);
  return html
    .slice(html.indexOf("<main"), html.indexOf("</main>"))
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
};

const filesOfDocs = () =>
  readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => /^((ru|en)\/)?docs(\/|\.html$)/.test(file));

describe("the pages as they are built", () => {
  it("every link leads to a page and a place that exist", () => {
    const anchors = new Map<string, Set<string>>();
    const anchorsOf = (file: string) => {
      const known =
        anchors.get(file) ?? new Set([...readFileSync(file, "utf8").matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!));
      anchors.set(file, known);
      return known;
    };
    const broken: string[] = [];
    for (const name of filesOfDocs().filter((file) => file.endsWith(".html"))) {
      const from = `/${name.replace(/\.html$/, "")}`;
      for (const [, href = ""] of readFileSync(join(dist, name), "utf8").matchAll(/ href="([^"]+)"/g)) {
        const url = new URL(href.replaceAll("&amp;", "&"), `https://docs.test${from}`);
        if (url.host !== "docs.test" || url.pathname === "/openapi.json") continue;
        const file = [
          join(dist, url.pathname),
          join(dist, `${url.pathname}.html`),
          join(dist, url.pathname, "index.html"),
        ].find((path) => existsSync(path) && !path.endsWith("docs") && !path.endsWith("errors"));
        const place = decodeURIComponent(url.hash.slice(1));
        if (!file || (place && file.endsWith(".html") && !anchorsOf(file).has(place))) broken.push(`${from} → ${href}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it("no page carries a script, a style or a style attribute of its own", () => {
    const inline = filesOfDocs()
      .filter((file) => file.endsWith(".html"))
      .filter((file) => /<script(?![^>]* src=)|<style| style="/.test(readFileSync(join(dist, file), "utf8")));
    expect(inline).toEqual([]);
  });

  it("every guide is there in every language, and told of in llms.txt, with its text", () => {
    const index = readFileSync(join(dist, "llms.txt"), "utf8");
    for (const { pages } of guideGroups)
      for (const one of pages)
        for (const language of languages) {
          const path = `${prefixes[language]}/${typeof one === "string" ? one : one.path}`;
          expect(existsSync(join(dist, `${path}.html`)), path).toBe(true);
          expect(index).toContain(`](${path}${typeof one === "string" ? ".md" : ""})`);
        }
    for (const { path } of engineeringPages) expect(index).toContain(`](${path}.md)`);
    for (const [, link = ""] of index.matchAll(/\]\((\/[^)]+\.md)\)/g)) {
      const text = readFileSync(join(dist, link), "utf8");
      expect(text).toMatch(/^# .+\n\n.+\n\n/);
      expect(text).not.toMatch(/^<(Snippet|Section)/m);
    }
  });
});

describe.each(languages)("what is made of code says what the code says (%s)", (language) => {
  const at = (path: string) => `${prefixes[language]}/docs/${path}`;

  it("a page for every problem, and all of them in one list", () => {
    const list = page(at("errors"));
    expect(problemCatalogue.length).toBeGreaterThan(50);
    for (const { code, title } of problemCatalogue) {
      expect(articleOf(at(`errors/${code}`))).toContain(title[language]);
      expect(list).toContain(`"${at(`errors/${code}`)}"`);
    }
  });

  it("every event that can be followed", () => {
    const text = articleOf(at("events"));
    for (const { name, title } of modules.flatMap(({ webhookEvents = [] }) => webhookEvents)) {
      expect(text).toContain(name);
      expect(text).toContain(title[language]);
    }
  });

  it("every quota", () => {
    const text = articleOf(at("access")).replaceAll(/[\s,.]/g, "");
    for (const tier of subscriptionTiers)
      for (const kind of ["user", "api_key"] as const)
        for (const { limit } of policiesFor({
          kind,
          id: "x",
          organizationId: "org_x",
          tier,
          proof: { kind: "user", userId: "x", sessionId: "x" },
          modules: [],
          permissions: [],
        }))
          expect(text).toContain(String(limit));
    expect(text).toContain(docsWords[language].tables.unlimited.replaceAll(" ", ""));
  });

  it("every operator, field and built-in rule", () => {
    const text = articleOf(at("rules"));
    for (const name of [...Object.keys(operators), ...Object.keys(forms)])
      expect(text).toMatch(new RegExp(`\\s${name}\\s`));
    for (const name of [...Object.keys(paymentFields), ...partyFields, ...featureNames]) {
      const [, meaning = ""] =
        new RegExp(`<code>${name}</code></td><td>[^<]+</td><td>(.*?)</td>`).exec(page(at("rules"))) ?? [];
      expect(meaning.trim(), name).not.toBe("");
    }
    const decisions = articleOf(at("decisions"));
    for (const { rule_id, action } of rules) expect(decisions).toMatch(new RegExp(`${rule_id}[^]*${action}`));
  });

  it("every state and result of a rule, by the names of the application, and every figure of alerts", () => {
    const { ruleEditor, alerts } = dictionaries[language];
    for (const path of ["rules", "safe-changes"])
      for (const state of ruleStates)
        expect(articleOf(at(path))).toMatch(new RegExp(`\\s${state}\\s+${ruleEditor.states[state]}\\s`));
    for (const path of ["rules", "decisions"])
      for (const result of ruleResults) expect(page(at(path))).toContain(`<td><code>${result}</code></td>`);
    for (const metric of metrics)
      expect(articleOf(at("alerts"))).toMatch(new RegExp(`${RegExp.escape(alerts.metrics[metric])}\\s+${metric}\\s`));
  });

  it("why the live feed closes, and the card of the model with its limits", () => {
    for (const code of Object.values(closeCodes)) expect(articleOf(at("live-feed"))).toContain(String(code));
    const model = articleOf(at("model"));
    for (const words of ["The figures measure the simulation", "merchant_compromise", "Who is troubled", "model:bench"])
      expect(model).toContain(words);
  });

  it("every field of a payment", () => {
    const text = articleOf(at("payments"));
    for (const name of [...Object.keys(transactionSchema.shape), ...Object.keys(metadataSchema.shape)])
      expect(text).toContain(name);
  });

  it("every role with every permission", () => {
    const html = page(at("organization"));
    const { yes, no } = docsWords[language].tables;
    for (const permission of new Set(modules.flatMap((module) => module.permissions))) {
      const row =
        new RegExp(`<code>${permission.replace("*", "\\*")}</code></td>(.*?)</tr>`, "s").exec(html)?.[1] ?? "";
      const cells = [...row.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = ""]) => cell.replace(/<[^>]+>/g, "").trim());
      expect(cells.length, permission).toBe(roles.length);
      expect(cells.every((cell) => cell === yes || cell === no)).toBe(true);
      for (const [i, role] of roles.entries())
        if (permissionsOf[role].includes(permission)) expect(cells[i], `${role} ${permission}`).toBe(yes);
    }
  });

  it("every class of data that is kept, with its period", () => {
    const text = articleOf(at("privacy"));
    for (const { name, title, period } of privacyParts.flatMap(({ classes }) => classes))
      for (const part of [name, title[language], period[language]]) expect(text).toContain(part);
  });
});

it("every table of the database is described", () => {
  const html = page("/en/docs/schema");
  const sql = readdirSync(join(root, "d1-migrations"))
    .filter((file) => file.endsWith(".sql"))
    .map((file) => readFileSync(join(root, "d1-migrations", file), "utf8"))
    .join("\n");
  const created = [...sql.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?[`"]?(\w+)/g)].map(([, name = ""]) => name);
  const dropped = [...sql.matchAll(/(?:DROP TABLE (?:IF EXISTS )?|ALTER TABLE )[`"]?(\w+)[`"]?(?:;| RENAME TO)/g)].map(
    ([, name = ""]) => name,
  );
  const left = created.filter((name) => !dropped.includes(name));
  expect(left.length).toBeGreaterThan(20);
  for (const name of left) expect(html).toContain(` id="${name}"`);
});

describe("in a browser", () => {
  it.each([
    { path: "/docs/webhooks", text: "imzo", finds: "Vebhuklar" },
    { path: "/ru/docs", text: "подпись", finds: "Вебхуки" },
    { path: "/en/docs/faq", text: "signature", finds: "Webhooks" },
  ])("the search of $path finds what it is asked for, without the network", async ({ path, text, finds }) => {
    const page = await site.visit();
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url)) foreign.push(request.url());
    });
    await page.goto(path);
    await page.keyboard.press("Control+k");
    await page.keyboard.type(text);
    const result = page.locator("docs-search [data-results] a", { hasText: finds }).first();
    await result.waitFor();
    await result.click();
    await page.waitForURL(/webhooks/);
    expect(foreign).toEqual([]);
  });

  it("what was opened, and its search, are there without the network; the application and the API are not kept", async () => {
    const page = await site.visit({ serviceWorkers: "allow" });
    await page.goto("/en/docs/faq");
    const worker = readFileSync(join(dist, "docs-worker.js"), "utf8");
    const listed = worker.slice("const KEPT = ".length, worker.indexOf(";\n"));
    // The last one that is kept.
    const last = (JSON.parse(listed) as { search: { en: string[] } }).search.en.at(-1);
    await expect
      .poll(() => page.evaluate(`caches.match("${last}").then((kept) => kept !== undefined)`), { timeout: 15_000 })
      .toBe(true);
    await page.context().setOffline(true);
    await page.reload();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("signature");
    await page.locator("docs-search [data-results] a", { hasText: "Webhooks" }).first().waitFor();
    await page.context().setOffline(false);
    await page.evaluate(`fetch("/openapi.json").then((answer) => answer.text())`);
    const kept = await page.evaluate<string[]>(
      `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)))).then((all) => Promise.all(all.map((one) => one.keys())))
        .then((all) => all.flat().map(({ url }) => new URL(url).pathname))`,
    );
    expect(kept).toContain("/en/docs/faq");
    expect(
      kept.filter((path) => !/^\/(en\/docs|pagefind|_astro)(\/|$)|^\/(theme\.js|favicon\.svg)$/.test(path)),
    ).toEqual([]);
  });

  it("says so when nothing is found, and closes by Escape", async () => {
    const page = await site.visit();
    await page.goto("/en/docs");
    await page.getByRole("button", { name: "Search" }).click();
    await page.keyboard.type("ъъъ");
    await page.getByText("Nothing found for “ъъъ”").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("docs-search dialog").isVisible()).toBe(false);
  });

  it("the switch leads to the same page in another language, or to the beginning where there is none", async () => {
    const page = await site.visit();
    await page.goto("/docs/rules");
    await page.locator(".docs-tools .docs-languages a[lang=ru]").click();
    await page.waitForURL("**/ru/docs/rules");
    await page.goto("/en/docs/architecture");
    await page.locator(".docs-tools .docs-languages a[lang=uz]").click();
    await page.waitForURL("**/docs");
    expect(await page.locator("html").getAttribute("lang")).toBe("uz");
  });

  it("a pinned theme holds here too", async () => {
    const page = await site.visit({ colorScheme: "light" });
    await page.goto("/en/docs");
    expect(await page.locator("html").getAttribute("data-theme")).toBeNull();
    await page.getByRole("button", { name: "Appearance: As the system" }).first().click();
    await page.getByRole("button", { name: "Appearance: Light" }).first().click();
    await page.goto("/docs/faq");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  });

  it("a command is copied as it stands", async () => {
    const page = await site.visit();
    // This browser has no clipboard without a screen; what would be put there is kept instead.
    await page.addInitScript("navigator.clipboard.writeText = async (text) => { window.written = text; }");
    await page.goto("/en/docs/getting-started");
    // Commands go to the very site that is read.
    await page.getByText(`export AI_FOUNDRY=${site.url}`).waitFor();
    await page.locator(".docs-code", { hasText: "transactions/submit" }).getByRole("button").click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const shown = readFileSync(join(root, "site/src/docs/snippets/start/payment.sh"), "utf8");
    expect(await page.evaluate("window.written")).toBe(shown.trimEnd());
  });

  it("the menu of a phone leads through the pages", async () => {
    const page = await site.visit({ viewport: { width: 360, height: 740 } });
    await page.goto("/ru/docs");
    await page.getByRole("button", { name: "Меню" }).click();
    await page.locator("#starlight__sidebar").getByRole("link", { name: "Вебхуки" }).click();
    await page.waitForURL("**/ru/docs/webhooks");
  });

  it("the API reference shows every group and sends a request with a key, to this origin alone", async () => {
    const token = await site.tokenOf("admin@alfabank.uz");
    const issued = await site.post("/api/api-keys", { name: "Reference", scopes: ["read:transactions"] }, token);
    const { key } = (await issued.json()) as { key: string };
    const page = await site.visit();
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
    });
    await page.goto("/en/docs/api#tag/anti-fraud/GET/api/antifraud/transactions/list");
    await page.getByRole("heading", { name: "List decisions, newest first" }).first().waitFor({ timeout: 30_000 });
    await page.getByPlaceholder("Token").first().fill(key);
    await page.getByRole("button", { name: "Test Request (get /api/antifraud/transactions/list)" }).click();
    const answered = page.waitForResponse((response) => response.url().includes("/api/antifraud/transactions/list"));
    await page.getByRole("button", { name: /^Send Request/ }).click();
    expect((await answered).status()).toBe(200);
    expect(foreign).toEqual([]);
  });
});
