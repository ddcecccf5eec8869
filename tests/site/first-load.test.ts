import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { root } from "../../scripts/build.ts";

const dist = join(root, "site/dist");
const MOST_BYTES = 60 * 1024;

const html = (page: string) => readFileSync(join(dist, page), "utf8");

/** The scripts that a page loads before anybody does anything: those it names, and what they import at once. */
function scriptsOf(page: string): string[] {
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const code = readFileSync(file, "utf8");
    for (const [, target] of code.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g)) follow(join(dirname(file), target!));
  };
  for (const [, src] of html(page).matchAll(/<script[^>]*\ssrc="([^"]+)"/g)) follow(join(dist, src!));
  return [...found];
}

const weigh = (files: string[]) => files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);

/** The pages of the application in every language. */
const appPages = () => globSync(["app/**/*.html", "{ru,en}/app/**/*.html"], { cwd: dist });

it("every page of the application loads at most 60 KB of scripts at first", () => {
  expect(appPages().length).toBeGreaterThanOrEqual(12);
  const heavy = appPages().filter((page) => {
    const scripts = scriptsOf(page);
    expect(scripts.length, page).toBeGreaterThan(2);
    return weigh(scripts) > MOST_BYTES;
  });
  expect(heavy).toEqual([]);
});

it("every page of the application names what its scripts import, and has few files to wait for", () => {
  for (const page of appPages()) {
    const scripts = scriptsOf(page);
    const named = [...html(page).matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map(([, href]) =>
      join(dist, href!),
    );
    const own = [...html(page).matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => join(dist, src!));
    expect(new Set([...own, ...named]), page).toEqual(new Set(scripts));
    expect(scripts.length, page).toBeLessThanOrEqual(25);
  }
});

it("every public page loads at most 60 KB of scripts at first", () => {
  // The API reference is an application of somebody else's, which nobody meets on the way to anything.
  const built = globSync("**/*.html", { cwd: dist, exclude: ["**/docs/api.html"] });
  expect(built.filter((page) => weigh(scriptsOf(page)) > MOST_BYTES)).toEqual([]);
});

it("no page of the application loads the words of any language as a script", () => {
  for (const file of new Set(appPages().flatMap(scriptsOf)))
    expect(readFileSync(file, "utf8")).not.toMatch(/[а-яё]{4}/i);
});

it("no page holds a script or a style that the security policy would refuse", () => {
  const policy = readFileSync(join(dist, "_headers"), "utf8");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self';");
  const built = globSync("**/*.html", { cwd: dist });
  expect(built.length).toBeGreaterThan(30);
  for (const page of built) {
    const text = html(page);
    const inline = [...text.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(
      inline.filter((attributes) => !/type="application\/(ld\+)?json"/.test(attributes ?? "")),
      page,
    ).toEqual([]);
    expect(text, page).not.toMatch(/<style[\s>]/);
    expect(text.replaceAll(/<script[^>]*>.*?<\/script>/gs, ""), page).not.toMatch(/<[^>]*\s(style|on\w+)="/);
  }
});
