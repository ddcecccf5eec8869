import type { APIRoute } from "astro";
import { engineeringPages, guidePaths } from "../docs/guides.ts";
import { languages } from "../i18n/index.ts";
import { pathTo, translatePath } from "../paths.ts";
import { indexedPages } from "../seo/indexed-pages.ts";

/** Every page for search engines in every language, each with its translations (sitemaps.org 0.9, hreflang by xhtml:link). */
export const GET: APIRoute = ({ site }) => {
  const address = (path: string) => new URL(path, site).href;
  const paths = new Set([...indexedPages.map((page) => pathTo("uz", page)), ...guidePaths, "/docs/api"]);
  const urls = [...paths].flatMap((path) => {
    const translations = [
      ...languages.map((language) => ({ hreflang: language as string, path: translatePath(path, language) })),
      { hreflang: "x-default", path },
    ].map((link) => `<xhtml:link rel="alternate" hreflang="${link.hreflang}" href="${address(link.path)}"/>`);
    return languages.map(
      (language) => `<url><loc>${address(translatePath(path, language))}</loc>${translations.join("")}</url>`,
    );
  });
  // They stand in English alone, so there is nothing to translate them to.
  urls.push(...engineeringPages.map(({ path }) => `<url><loc>${address(path)}</loc></url>`));
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join("\n")}
</urlset>
`;
  return new Response(xml, { headers: { "content-type": "application/xml" } });
};
