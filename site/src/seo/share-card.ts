import type { Language } from "../api-types.ts";
import { TAGLINE } from "../i18n/index.ts";
import { cardSize } from "./draw-card.ts";

/** The languages as Open Graph names them. */
export const openGraphLocales: Record<Language, string> = { uz: "uz_UZ", ru: "ru_RU", en: "en_GB" };

/** The picture that goes with a shared link, as Open Graph tells of it; `address` makes a path whole. */
export const pictureTags = (address: (path: string) => string) => ({
  "og:image": address("/og.png"),
  "og:image:width": String(cardSize.width),
  "og:image:height": String(cardSize.height),
  "og:image:alt": `AI Foundry — ${TAGLINE}`,
});
