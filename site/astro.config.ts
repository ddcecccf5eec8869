import preact from "@astrojs/preact";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "astro/config";

const workers = new URL("../workers/", import.meta.url).pathname;

export default defineConfig({
  // Where the pages are public, for addresses that have to be whole; PUBLIC_URL of wrangler.toml.
  site: "https://aifoundry.uz",
  output: "static",
  // One file a page, so that `/sign-in` answers by itself instead of redirecting to `/sign-in/`.
  build: { format: "file", inlineStylesheets: "never", assets: "_astro" },
  trailingSlash: "never",
  integrations: [preact()],
  devToolbar: { enabled: false },
  vite: {
    plugins: [tailwindcss()],
    // The content security policy allows no inline script and no data: font, so nothing may be folded into the page.
    build: { assetsInlineLimit: 0 },
    resolve: { alias: [{ find: /^#platform\/(.*?)(\.ts)?$/, replacement: `${workers}platform/$1.ts` }] },
  },
});
