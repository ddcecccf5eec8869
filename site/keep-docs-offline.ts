import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

const languages = ["uz", "ru", "en"];

/**
 * Tells the worker that keeps the documentation offline which build it is of, and the files of the search by language. It stands
 * after the documentation, whose search is written when the pages are.
 */
export const keepDocsOffline: AstroIntegration = {
  name: "keep-docs-offline",
  hooks: {
    "astro:build:done": ({ dir }) => {
      const dist = fileURLToPath(dir);
      const filesOf = (pattern: string) => globSync(pattern, { cwd: dist }).sort();
      const common = ["pagefind/pagefind.js", "pagefind/pagefind-worker.js", "pagefind/pagefind-entry.json"];
      const search = languages.map((language) => [
        language,
        [
          ...common,
          ...filesOf(`pagefind/wasm.{${language},unknown}.pagefind`),
          ...filesOf(`pagefind/pagefind.${language}_*.pf_meta`),
          ...filesOf(`pagefind/{index,fragment}/${language}_*`),
        ].map((file) => `/${file}`),
      ]);
      // Both folders name their files after what these hold.
      const names = filesOf("{pagefind,_astro}/**/*").join("\n");
      const build = createHash("sha256").update(names).digest("hex").slice(0, 12);
      const file = join(dist, "docs-worker.js");
      const kept = JSON.stringify({ build, search: Object.fromEntries(search) });
      writeFileSync(file, `const KEPT = ${kept};\n${readFileSync(file, "utf8")}`);
    },
  },
};
