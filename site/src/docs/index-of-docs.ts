import { getCollection } from "astro:content";
import type { Language } from "../api-types.ts";
import { dictionaries } from "../i18n/index.ts";
import { inLanguage } from "../paths.ts";
import { publicOrigin, settings } from "./addresses.ts";
import { engineeringPages, guideGroups } from "./guides.ts";
import { snippet } from "./snippets.ts";
import { docsWords } from "./words.ts";

export type DocsPage = { title: string; description: string; path: string; text?: string };
export type DocsGroup = { title: string; pages: DocsPage[] };

type Entry = { id: string; body?: string; data: { title: string; description?: string } };

const slugOf = (language: Language, page: string) => (language === "uz" ? page : `${language}/${page}`);

/** Every page of the documentation in a language, grouped as in the menu; `text` where it was written, not made of code. */
export async function indexOfDocs(language: Language): Promise<DocsGroup[]> {
  // SAFETY of both: the shapes that content.config.ts declares; what Astro generates of them is there only after a build.
  const entries = (await getCollection("docs")) as Entry[];
  const handbook = (await getCollection("handbook")) as Pick<Entry, "id" | "body">[];
  const texts = new Map(entries.map((entry) => [entry.id, entry]));
  const sections = new Map(handbook.map(({ id, body = "" }) => [id, body]));
  const written = (id: string, path: string): DocsPage => {
    const entry = texts.get(id);
    if (!entry) throw new Error(`The documentation has no text ${id}`);
    const { title, description = "" } = entry.data;
    const text = (entry.body ?? "").replace(
      /^<Section of="([^"]+)" \/>$/gm,
      (_: string, of: string) => sections.get(of) ?? "",
    );
    return { title, description, path, text };
  };
  const { groups, pages: words, events, api } = docsWords[language];
  const { docs } = dictionaries[language];
  const leads = {
    sandbox: docs.sandbox.lead,
    benchmark: docs.model.lead,
    api: api.lead,
    events: events.lead,
    errors: docs.errors.lead,
  };
  const guides = guideGroups.map(({ name, pages }) => ({
    title: groups[name],
    pages: pages.map((page) =>
      typeof page === "string"
        ? written(slugOf(language, page), inLanguage(language, `/${page}`))
        : { title: words[page.name], description: leads[page.name], path: inLanguage(language, `/${page.path}`) },
    ),
  }));
  if (language !== "en") return guides;
  const engineering = engineeringPages.map(({ path }) => written(path.slice(1), path));
  return [...guides, { title: groups.engineering, pages: engineering }];
}

/** A guide as plain Markdown: its commands in place, its generated tables as a pointer to the page that shows them. */
export function plainText({ title, description, path, text = "" }: DocsPage, origin = ""): string {
  const body = text
    .replace(/^import .*$\n?/gm, "")
    .replace(/^<Address \/>$/gm, () => fenced("bash", settings(publicOrigin)))
    .replace(/^<Snippet file="([^"]+)"(?: language="(\w+)")? \/>$/gm, (_, file: string, answersIn?: string) => {
      const { code, language } = snippet(file, answersIn);
      return fenced(language, code);
    })
    .replace(/^<(\w+)[^>]*\/>$/gm, (_, part: string) => `(${part}: ${origin}${path})`);
  return `# ${title}\n\n${description}\n\n${body.trim()}\n`;
}

const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;
