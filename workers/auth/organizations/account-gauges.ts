import type { Gauge, GaugeSource } from "#platform/gauges";
import { countByPlan, countByStanding } from "./store.ts";

/** How many organisations and people there are; of one organisation its people alone. */
export const accountGauges: GaugeSource = async ({ db }, organizationId): Promise<Gauge[]> => {
  const people = await countByStanding(db, organizationId);
  const organizations = organizationId === null ? await countByPlan(db) : [];
  return [
    {
      name: "foundry_organizations",
      help: "Organisations by plan",
      samples: organizations.map(({ plan, count }) => ({ labels: { plan }, value: count })),
    },
    {
      name: "foundry_people",
      help: "People by whether they may sign in",
      samples: (["active", "suspended"] as const).map((standing) => ({
        labels: { standing, ...(organizationId !== null && { organization: organizationId }) },
        value: people[standing],
      })),
    },
  ];
};
