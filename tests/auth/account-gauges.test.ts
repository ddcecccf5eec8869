import { expect, it } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

type Sample = { labels: Record<string, string>; value: number };
type Metrics = { gauges: { name: string; samples: Sample[] }[] };

const PATH = "/api/admin/metrics";
const samplesOf = async (caller: { token: string }, name: string): Promise<Sample[]> =>
  (await bodyOf<Metrics>(await api(caller).get(PATH))).gauges.find((gauge) => gauge.name === name)?.samples ?? [];

it("super administrators read how many organisations and people there are, as JSON and as text", async () => {
  const root = await given.person("super_admin");
  const counted = async () =>
    Object.fromEntries((await samplesOf(root, "foundry_people")).map(({ labels, value }) => [labels.standing, value]));
  const before = await counted();
  const { organizationId } = await given.person("org_admin");
  const victim = await given.colleague(organizationId, "viewer");
  expect((await api(root).post(`/api/admin/users/${victim.userId}/suspend`, {})).status).toBe(200);
  expect(await counted()).toEqual({ active: before.active! + 1, suspended: before.suspended! + 1 });
  const text = await (await api(root, { headers: { accept: "text/plain" } }).get(PATH)).text();
  expect(text).toContain(`foundry_people{standing="suspended"} ${before.suspended! + 1}\n`);
  expect(text).toMatch(/^foundry_organizations\{plan="business"\} [1-9]/m);
});

it("administrators read of their own people alone", async () => {
  const admin = await given.person("org_admin");
  await given.colleague(admin.organizationId, "viewer");
  const organization = admin.organizationId;
  expect(await samplesOf(admin, "foundry_organizations")).toEqual([]);
  expect(await samplesOf(admin, "foundry_people")).toEqual([
    { labels: { standing: "active", organization }, value: 2 },
    { labels: { standing: "suspended", organization }, value: 0 },
  ]);
});
