import { expect, it } from "vitest";
import { useSite } from "./open-site.ts";

const site = useSite();

const tooMany = {
  status: 429,
  contentType: "application/problem+json",
  headers: { "retry-after": "42" },
  json: { title: "Too many requests, try again shortly", status: 429, code: "request.too_many" },
};

it("a list that was asked for too often says in how many seconds it may be again", async () => {
  const page = await site.visit();
  await page.route("**/api/antifraud/models", (route) => route.fulfill(tooMany));
  await site.signIn(page, "fraud", "/en", "/app/models");
  await page.getByRole("alert").getByText("Try again in 42 s.").waitFor();
});

it("a command says when it may be sent again, and that nobody knows where no answer came; then it happens once", async () => {
  const page = await site.visit();
  await site.signIn(page, "fraud", "/en", "/app/account");
  const keys: (string | undefined)[] = [];
  const answers = ["too many", "none", "an answer"];
  await page.route("**/api/users/me", async (route) => {
    const request = route.request();
    if (request.method() === "GET") return route.continue();
    keys.push(request.headers()["idempotency-key"]);
    const answer = answers.shift();
    if (answer === "too many") return route.fulfill(tooMany);
    return answer === "none" ? route.abort("timedout") : route.continue();
  });
  await page.getByLabel("Full name").fill("Aziza Karimova");
  const save = page.locator("form", { has: page.getByLabel("Full name") }).locator("[type=submit]");
  await save.click();
  await page.getByText("Try again in 42 s.").waitFor();
  await save.click();
  await page.getByText("it is not known whether this was done").waitFor();
  await save.click();
  await expect.poll(() => keys.length).toBe(3);
  expect(keys[2]).toBe(keys[1]);
  await page.getByText("it is not known whether this was done").waitFor({ state: "detached" });
});
