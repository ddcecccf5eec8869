import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Loader } from "astro/loaders";

/** The documents of the repository, by the name that their sections begin with. */
const documents = {
  readme: "README.md",
  architecture: "ARCHITECTURE.md",
  contributing: "CONTRIBUTING.md",
  objects: "durable-objects/README.md",
  card: "models/fraud-risk/CARD.md",
} as const;

/**
 * The sections of the repository's own documents, such as `readme/deploying`: the documentation shows them instead of
 * repeating them. What stands before the first heading is `<document>/beginning`.
 */
export function handbookLoader(): Loader {
  return {
    name: "handbook",
    load: async ({ store, config, renderMarkdown, generateDigest }) => {
      const root = fileURLToPath(new URL("../", config.root));
      store.clear();
      for (const [document, file] of Object.entries(documents)) {
        for (const { name, text } of sectionsOf(readFileSync(join(root, file), "utf8"))) {
          const id = `${document}/${name}`;
          const rendered = await renderMarkdown(withoutPictures(text).replace(/(\d) %/g, "$1\u00a0%"));
          store.set({ id, data: {}, body: text, digest: generateDigest(text), rendered });
        }
      }
    },
  };
}

/** The parts of a document between headings of the second level, each named by its heading. */
export function sectionsOf(document: string): { name: string; text: string }[] {
  const [beginning = "", ...sections] = document.split(/^## /m);
  const parts = sections.map((section) => {
    const [heading = "", ...lines] = section.split("\n");
    return { name: nameOf(heading), text: lines.join("\n").trim() };
  });
  return [{ name: "beginning", text: beginning.replace(/^# .*$/m, "").trim() }, ...parts];
}

/** A picture of the repository is no file of the site; what it shows stands in a table beside it. */
const withoutPictures = (text: string): string => text.replace(/^!\[.*\]\((?!https?:).*\)$/gm, "");

const nameOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
