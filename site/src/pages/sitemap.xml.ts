import type { APIRoute } from "astro";
import { languages } from "../i18n/index.ts";
import { pathTo } from "../paths.ts";
import { indexedPages } from "../seo/indexed-pages.ts";

/** Every page for search engines in every language, each with its translations (sitemaps.org 0.9, hreflang by xhtml:link). */
export const GET: APIRoute = ({ site }) => {
  const address = (path: string) => new URL(path, site).href;
  const urls = indexedPages.flatMap((page) => {
    const translations = [
      ...languages.map((language) => ({ hreflang: language as string, path: pathTo(language, page) })),
      { hreflang: "x-default", path: pathTo("uz", page) },
    ].map(({ hreflang, path }) => `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${address(path)}"/>`);
    return languages.map(
      (language) => `<url><loc>${address(pathTo(language, page))}</loc>${translations.join("")}</url>`,
    );
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join("\n")}
</urlset>
`;
  return new Response(xml, { headers: { "content-type": "application/xml" } });
};
