import { defineCollection } from "astro:content";
import { docsLoader, i18nLoader } from "@astrojs/starlight/loaders";
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema";
import { handbookLoader } from "./docs/handbook.ts";

/** The guides of the documentation, the words of the frame around them, and the repository's own documents. */
export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
  handbook: defineCollection({ loader: handbookLoader() }),
};
