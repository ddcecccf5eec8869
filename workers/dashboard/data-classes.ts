import type { PrivacyPart } from "#platform/privacy";
import { liveFeed } from "./live-feed.ts";

/** What the live feed keeps about payers. */
export const dashboardPrivacy: PrivacyPart = {
  classes: [
    {
      name: "live_feed",
      title: {
        uz: "Jonli tasmadagi oxirgi toʻlovlar",
        ru: "Последние платежи в живой ленте",
        en: "Last payments of the live feed",
      },
      where: ["object:LiveFeed"],
      about: ["payer"],
      ground: "legitimate_interest",
      period: { uz: "Oxirgi 200 ta toʻlov", ru: "Последние 200 платежей", en: "The last 200 payments" },
      onErasure: "destroyed",
    },
  ],
  retention: [],
  forget: async ({ env }, organizationId, { type, id }, { until }) => {
    if (type === "payer") await liveFeed(env, organizationId).forget(id, until);
  },
};
