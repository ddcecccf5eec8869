import type { APIRoute } from "astro";
import { indexOfDocs } from "../docs/index-of-docs.ts";
import { languages, TAGLINE } from "../i18n/index.ts";

/** What machines that read the documentation begin with (llmstxt.org): every page with what it is about. */
export const GET: APIRoute = async () => {
  const parts = await Promise.all(
    languages.toReversed().map(async (language) => {
      const groups = await indexOfDocs(language);
      return groups.map(({ title, pages }) => {
        const lines = pages.map(
          ({ title, description, path, text }) =>
            `- [${title}](${path}${text === undefined ? "" : ".md"}): ${description}`,
        );
        return `## ${title} (${language})\n\n${lines.join("\n")}`;
      });
    }),
  );
  const beginning = `# AI Foundry\n\n> ${TAGLINE}. Anti-Fraud AI decides on a payment in milliseconds, with reasons and the whole evidence kept.\n\nThe API is described in [OpenAPI 3.1](/openapi.json).`;
  return new Response(`${beginning}\n\n${parts.flat().join("\n\n")}\n`);
};
