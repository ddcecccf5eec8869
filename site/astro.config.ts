import preact from "@astrojs/preact";
import starlight from "@astrojs/starlight";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "astro/config";
import { keepDocsOffline } from "./keep-docs-offline.ts";
import { preloadScripts } from "./preload-scripts.ts";
import { documentation } from "./src/docs/starlight.ts";

const workers = new URL("../workers/", import.meta.url).pathname;
const docs = new URL("./src/docs/", import.meta.url).pathname;

/** The documentation reads the Worker's own tables while the site is built; the models that come with it are never asked there. */
const withoutModels = {
  name: "without-models",
  enforce: "pre" as const,
  resolveId: (source: string) => (/\.(onnx|wasm)$/.test(source) ? `\0${source}` : undefined),
  load: (id: string) => (/^\0.*\.(onnx|wasm)$/.test(id) ? "export default undefined" : undefined),
};

/** Stands where Starlight would add a sitemap of its own: ours is `src/pages/sitemap.xml.ts`. */
const withoutItsSitemap = { name: "@astrojs/sitemap", hooks: {} };

/** What every page needs comes in one file, what most that do something need in another, what most of the application needs in a third. */
const sharedScripts = [
  {
    name: "page",
    test: /vite\/preload-helper|site\/src\/(ui\/(theme|toast|copy-text)|session|paths)\.ts$/,
    priority: 3,
  },
  { name: "base", test: /node_modules\/(preact|lucide-preact)\//, minShareCount: 12, priority: 2 },
  { name: "app", test: /site\/src\//, minShareCount: 6, priority: 1 },
];

export default defineConfig({
  // Where the pages are public, for addresses that have to be whole; PUBLIC_URL of wrangler.toml.
  site: "https://aifoundry.uz",
  output: "static",
  // One file a page, so that `/sign-in` answers by itself instead of redirecting to `/sign-in/`.
  build: { format: "file", inlineStylesheets: "never", assets: "_astro" },
  trailingSlash: "never",
  integrations: [preact(), starlight(documentation), withoutItsSitemap, preloadScripts, keepDocsOffline],
  // Colours by class: the other highlighter writes style attributes, which the content security policy refuses.
  markdown: { syntaxHighlight: "prism" },
  prefetch: false,
  devToolbar: { enabled: false },
  vite: {
    plugins: [tailwindcss(), withoutModels],
    // The content security policy allows no inline script and no data: font, so nothing may be folded into the page.
    build: { assetsInlineLimit: 0 },
    // Dozens of small shared files would each wait for a connection, and those that they name for them: on a slow network a
    // page of the application came up a second later.
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: sharedScripts } } } } } },
    resolve: {
      alias: [
        { find: /^#platform\/(.*?)(\.ts)?$/, replacement: `${workers}platform/$1.ts` },
        { find: /^#docs\/(.*)$/, replacement: `${docs}parts/$1` },
        // Starlight's own icons and lists carry style attributes, which the content security policy refuses.
        { find: /^\.\.\/user-components\/Icon\.astro$/, replacement: `${docs}frame/Icon.astro` },
        {
          find: /^\.\.\/components-internals\/TableOfContents\/TableOfContentsList\.astro$/,
          replacement: `${docs}frame/ContentsList.astro`,
        },
      ],
    },
  },
});
