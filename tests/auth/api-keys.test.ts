import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { hashApiKey } from "../../workers/auth/api-key.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

/** Credentials are trusted for a second at the most. */
const forgotten = () => new Promise((wait) => setTimeout(wait, 1_050));
const issued = async (admin: { token: string }, changes = {}) =>
  bodyOf<{ id: string; key: string }>(
    await api(admin).post("/api/api-keys", { name: "Gateway", scopes: ["write:transactions"], ...changes }),
  );

describe("API keys", () => {
  it("open what their scopes say until they are revoked, and are shown once", async () => {
    const admin = await given.person("org_admin");
    const issued = await api(admin).post("/api/api-keys", { name: "Gateway", scopes: ["write:transactions"] });
    expect(issued.status).toBe(201);
    const { id, key, display } = await bodyOf<{ id: string; key: string; display: string }>(issued);
    expect(key).toMatch(/^aif_live_[0-9A-Za-z]{28}$/);
    const list = await (await api(admin).get("/api/api-keys")).text();
    expect(list).toContain(display);
    expect(list).not.toContain(key);
    expect((await api({ token: key }).submit({})).status).toBe(422);
    expect((await api({ token: key }).get("/api/antifraud/transactions/list")).status).toBe(403);
    expect((await api(admin).delete(`/api/api-keys/${id}`)).status).toBe(204);
    expect((await api(admin).delete(`/api/api-keys/${id}`)).status).toBe(204);
    await new Promise((wait) => setTimeout(wait, 1_050));
    expect((await api({ token: key }).submit({})).status).toBe(401);
    const { results } = await env.DB.prepare(
      "SELECT action FROM audit_events WHERE organization_id = ? ORDER BY created_at, id",
    )
      .bind(admin.organizationId)
      .all();
    expect(results.map(({ action }) => action)).toEqual([
      "user.seeded",
      "api_key.created",
      "api_key.listed",
      "api_key.revoked",
    ]);
  });

  it("never open more than their maker may", async () => {
    const answer = await api(await given.person("org_admin")).post("/api/api-keys", {
      name: "Too much",
      scopes: ["write:transactions", "manage:platform"],
    });
    expect(answer.status).toBe(403);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.scope_too_wide" });
    expect(
      (await api(await given.person("viewer")).post("/api/api-keys", { name: "No", scopes: ["read:dashboard"] }))
        .status,
    ).toBe(403);
  });

  it("are out of reach for another organisation", async () => {
    const [owner, stranger] = [await given.person("org_admin"), await given.person("org_admin")];
    const { id, key } = await bodyOf<{ id: string; key: string }>(
      await api(owner).post("/api/api-keys", { name: "Mine", scopes: ["write:transactions"] }),
    );
    expect((await api(stranger).delete(`/api/api-keys/${id}`)).status).toBe(404);
    expect((await api({ token: key }).submit({})).status).toBe(422);
    expect(await bodyOf<{ data: unknown[] }>(await api(stranger).get("/api/api-keys"))).toMatchObject({ data: [] });
  });

  it("are refused when a character was mistyped, without asking anyone", async () => {
    const { key } = await bodyOf<{ key: string }>(
      await api(await given.person("org_admin")).post("/api/api-keys", {
        name: "Typo",
        scopes: ["write:transactions"],
      }),
    );
    const typo = key.slice(0, 12) + (key[12] === "a" ? "b" : "a") + key.slice(13);
    expect((await api({ token: typo }).submit({})).status).toBe(401);
  });

  it("do not reach a product that is not enabled", async () => {
    const answer = await api(await given.apiKey(["write:transactions"], ["bankcall"])).submit({});
    expect(answer.status).toBe(403);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.module_not_enabled" });
  });

  it("are rotated with an overlap in which both secrets open, or at once where one leaked", async () => {
    const admin = await given.person("org_admin");
    const { id, key: first } = await issued(admin);
    const rotate = async (overlap_hours?: number) => {
      const answer = await api(admin).post(`/api/api-keys/${id}/rotate`, { overlap_hours });
      expect(answer.status).toBe(200);
      return bodyOf<{ id: string; key: string; name: string; scopes: string[] }>(answer);
    };
    const second = await rotate();
    expect(second).toMatchObject({ id, name: "Gateway", scopes: ["write:transactions"] });
    for (const token of [first, second.key]) expect((await api({ token }).submit({})).status).toBe(422);
    const third = await rotate(0);
    await forgotten();
    for (const token of [first, second.key]) expect((await api({ token }).submit({})).status).toBe(401);
    expect((await api({ token: third.key }).submit({})).status).toBe(422);
    expect((await api(admin).delete(`/api/api-keys/${id}`)).status).toBe(204);
    await forgotten();
    expect((await api({ token: third.key }).submit({})).status).toBe(401);
    expect((await api(admin).post(`/api/api-keys/${id}/rotate`, {})).status).toBe(404);
  });

  it("that is revoked while it is rotated opens nothing afterwards", async () => {
    const admin = await given.person("org_admin");
    for (let i = 0; i < 5; i++) {
      const { id, key } = await issued(admin);
      const [rotated, revoked] = await Promise.all([
        api(admin).post(`/api/api-keys/${id}/rotate`, { overlap_hours: 24 }),
        api(admin).delete(`/api/api-keys/${id}`),
      ]);
      expect(revoked.status).toBe(204);
      const secrets = [key, ...(rotated.status === 200 ? [(await bodyOf<{ key: string }>(rotated)).key] : [])];
      for (const secret of secrets)
        expect(await env.API_KEY_GRANT.getByName(await hashApiKey(secret)).read()).toBeNull();
    }
  });

  it("open only to the networks that were named, whatever a sender claims of its address", async () => {
    const admin = await given.person("org_admin");
    const { id, key } = await issued(admin, { allowed_ips: ["10.0.0.0/8", "2a02:1234::/32", "213.230.66.10"] });
    const from = (address: string, headers = {}) =>
      api({ token: key }, { headers: { "cf-connecting-ip": address, ...headers } }).submit({});
    for (const address of ["10.20.30.40", "2a02:1234:5678::1", "213.230.66.10", "::ffff:10.1.1.1"])
      expect((await from(address)).status).toBe(422);
    for (const address of ["11.0.0.1", "2a02:1235::1", "213.230.66.11", "nowhere"]) {
      const answer = await from(address, { "x-forwarded-for": "10.0.0.1", "x-real-ip": "10.0.0.1" });
      expect([answer.status, (await bodyOf<{ code: string }>(answer)).code]).toEqual([403, "auth.address_not_allowed"]);
    }
    expect((await api({ token: key }).submit({})).status).toBe(403);
    const widened = await api(admin).send("PUT", `/api/api-keys/${id}/networks`, { allowed_ips: [] });
    expect(await bodyOf(widened)).toMatchObject({ id, allowed_ips: [] });
    await forgotten();
    expect((await from("11.0.0.1")).status).toBe(422);
  });

  it.each(["10.0.0.0/33", "10.1", "0x7f.1", "bank.uz", "10.0.0.0/8/8", ""])("take no network %s", async (network) => {
    const answer = await api(await given.person("org_admin")).post("/api/api-keys", {
      name: "Gateway",
      scopes: ["write:transactions"],
      allowed_ips: [network],
    });
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors[0]!.path).toBe("allowed_ips.0");
  });

  it("tell when they were used last", async () => {
    const admin = await given.person("org_admin");
    const { key } = await issued(admin);
    const list = async () =>
      (await bodyOf<{ data: { last_used_at: string | null }[] }>(await api(admin).get("/api/api-keys"))).data;
    expect((await list())[0]!.last_used_at).toBeNull();
    await api({ token: key }).submit({});
    const [used] = await list();
    expect(Date.now() - Date.parse(used!.last_used_at!)).toBeLessThan(120_000);
  });
});
