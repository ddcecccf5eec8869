import { afterEach, expect, it, vi } from "vitest";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { ask, type Client, registered } from "../../support/oauth.ts";
import { inParallel } from "../../support/parallel.ts";

const wrong = (client: Client): Client => ({ ...client, client_secret: client.client_secret.replace(/....$/, "0000") });
const from = (address: string) => ({ "cf-connecting-ip": address });
const statusesOf = async (client: Client, address: string, times: number, width = 1) =>
  (await inParallel(Array(times).fill(client) as Client[], width, (one) => ask(one, {}, from(address)))).map(
    ({ status }) => status,
  );

afterEach(() => {
  vi.restoreAllMocks();
});

it("closes an address to the client that it failed to be, for a minute, and no other", async () => {
  const admin = await given.person("org_admin");
  const [client, neighbour] = [await registered(admin), await registered(admin)];
  expect(await statusesOf(wrong(client), "203.0.113.1", 20)).toEqual(Array(20).fill(401));
  const refused = await ask(client, {}, from("203.0.113.1"));
  expect(refused.status).toBe(429);
  expect(await bodyOf(refused)).toMatchObject({ error: "temporarily_unavailable" });
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(61);
  expect((await ask(neighbour, {}, from("203.0.113.1"))).status).toBe(200);
  expect((await ask(client, {}, from("203.0.113.2"))).status).toBe(200);
  const later = Date.now() + wait * 1000;
  vi.spyOn(Date, "now").mockImplementation(() => later);
  expect((await ask(client, {}, from("203.0.113.1"))).status).toBe(200);
});

it("never lets many strangers lock a client out", async () => {
  const admin = await given.person("org_admin");
  const client = await registered(admin);
  for (let i = 0; i < 15; i++) await statusesOf(wrong(client), `198.18.0.${i}`, 8, 8);
  expect((await ask(client, {}, from("192.0.2.200"))).status).toBe(200);
  const view = await bodyOf(await api(admin).get(`/api/oauth/clients/${client.client_id}`));
  expect(view).toMatchObject({ failed_authentications: 120, last_failed_at: expect.any(String) });
});

it("closes an address that fails as many clients, except to those who proved themselves from there", async () => {
  const admin = await given.person("org_admin");
  const [known, unknown] = [await registered(admin), await registered(admin)];
  const address = "2001:db8:1:2::7";
  expect((await ask(known, {}, from(address))).status).toBe(200);
  for (let i = 0; i < 10; i++) {
    const nobody = { ...unknown, client_id: `cli_${"0".repeat(24)}${10 + i}` };
    await statusesOf(nobody, address, 10, 10);
  }
  // Another address of the same network is the same customer.
  expect(await statusesOf(unknown, "2001:db8:1:2::8", 1)).toEqual([429]);
  expect(await statusesOf(known, address, 1)).toEqual([200]);
});
