import type { APIRoute, GetStaticPaths } from "astro";
import { indexOfDocs, plainText } from "../docs/index-of-docs.ts";
import { languages } from "../i18n/index.ts";

/** Each guide a second time, as plain Markdown, at its own address with `.md`. */
export const getStaticPaths = (async () => {
  const groups = (await Promise.all(languages.map(indexOfDocs))).flat();
  const pages = groups.flatMap(({ pages }) => pages).filter(({ text }) => text !== undefined);
  return pages.map((page) => ({ params: { path: page.path.slice(1) }, props: { text: plainText(page) } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
