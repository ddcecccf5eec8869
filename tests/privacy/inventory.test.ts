import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { privacyParts } from "../../workers/modules.ts";
import { languages } from "../../workers/platform/i18n.ts";
import { api } from "../support/api.ts";
import { given } from "../support/given.ts";
import { payment } from "../support/samples.ts";
import { added } from "../support/webhooks.ts";

const classes = privacyParts.flatMap((part) => part.classes);
const places = new Set(classes.flatMap(({ where }) => where));

it("names every column that is made for an envelope, and every one in which an envelope stands", async () => {
  const admin = await given.person("org_admin");
  await api(admin).submit(payment());
  await added(admin, "https://hooks.bank.uz/");
  await api(admin).post(`/api/organizations/${admin.organizationId}/invite-user`, {
    email: "a@bank.uz",
    role: "viewer",
  });
  await api(admin).send("PUT", `/api/organizations/${admin.organizationId}`, { billing_email: "bills@bank.uz" });
  await api(admin, { headers: { "idempotency-key": "a-key" } }).send("PUT", "/api/users/me", { full_name: "Somebody" });
  await api(admin, { headers: { "cf-connecting-ip": "198.51.100.7" } }).get("/api/audit/events");
  await api(admin).post("/api/privacy/export", { subject: { type: "payer", id: "x" } });
  const count = async () =>
    (await env.DB.prepare("SELECT count(*) AS n FROM antifraud_transactions").first<{ n: number }>())?.n;
  await expect.poll(count).toBeGreaterThan(0);

  const found: string[] = [];
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'",
  ).all<{ name: string }>();
  for (const { name: table } of tables) {
    const { results: columns } = await env.DB.prepare("SELECT name FROM pragma_table_info(?)")
      .bind(table)
      .all<{ name: string }>();
    for (const { name: column } of columns) {
      const holds = await env.DB.prepare(
        `SELECT 1 FROM "${table}" WHERE "${column}" GLOB '*v[12].[a-z]*.*.*' LIMIT 1`,
      ).first();
      if (holds || column.startsWith("sealed")) found.push(`d1:${table}.${column}`);
    }
  }
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((place) => !places.has(place))).toEqual([]);
});

it("says of each class on what ground, how long, and why it stays where it does, in every language", () => {
  expect(new Set(classes.map(({ name }) => name)).size).toBe(classes.length);
  for (const { title, period, why, onErasure, about } of classes)
    for (const language of languages) {
      expect(title[language].length).toBeGreaterThan(2);
      expect(period[language].length).toBeGreaterThan(2);
      if (onErasure === "kept" && about.length > 0) expect(why?.[language].length).toBeGreaterThan(10);
    }
});

it("has bounds around every period that can be chosen", () => {
  for (const { days, bounds } of privacyParts.flatMap((part) => part.retention))
    if (bounds) expect(bounds.least <= days && days <= bounds.most).toBe(true);
});
