import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

/**
 * Has every built page name all the scripts that its own ones import, so that a browser fetches them at once instead of finding
 * one in another, a way to the server and back each time.
 */
export const preloadScripts: AstroIntegration = {
  name: "preload-scripts",
  hooks: {
    "astro:build:done": ({ dir }) => {
      const dist = fileURLToPath(dir);
      for (const page of globSync("**/*.html", { cwd: dist })) {
        const file = join(dist, page);
        const html = readFileSync(file, "utf8");
        const links = importedBy(dist, html).map((href) => `<link rel="modulepreload" href="${href}">`);
        if (links.length > 0) writeFileSync(file, html.replace("</head>", `${links.join("")}</head>`));
      }
    },
  },
};

/** The addresses of what the scripts of a page import without being asked to, and what that imports. */
function importedBy(dist: string, html: string): string[] {
  const own = [...html.matchAll(/<script[^>]*\stype="module"[^>]*\ssrc="(\/[^"]+)"/g)].map(([, src]) =>
    join(dist, src ?? ""),
  );
  const found = new Set(own);
  // A set that grows while it is walked is walked to its end.
  for (const file of found)
    for (const [, target] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g))
      found.add(join(dirname(file), target ?? ""));
  return [...found].filter((file) => !own.includes(file)).map((file) => `/${relative(dist, file)}`);
}
