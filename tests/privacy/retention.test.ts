import { createExecutionContext, createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { getTableColumns } from "drizzle-orm";
import { expect, it } from "vitest";
import { antifraudTransactions } from "../../workers/antifraud/tables.ts";
import { privacyParts } from "../../workers/modules.ts";
import { composeNotification, notificationInsert } from "../../workers/notifications/index.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { forgetPast } from "../../workers/privacy/index.ts";
import type { RetentionView } from "../../workers/privacy/schemas.ts";
import { scheduled } from "../../workers/schedule.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { exportedAbout } from "../support/privacy.ts";

const DAY = 24 * 3600 * 1000;
type Owner = { organizationId: string };

/** Payments of so many days ago, straight into the projection. */
async function oldPayments({ organizationId }: Owner, count: number, days: number) {
  const names = Object.values(getTableColumns(antifraudTransactions)).map(({ name }) => name);
  const values: Record<string, string> = {
    organization_id: `'${organizationId}'`,
    transaction_id: `'old-${days}-' || value`,
    user_id: "'user_old'",
    sealed: "'v2.x'",
    created_at: String(Date.now() - days * DAY),
    reasons: "'[]'",
    evidence: "'{}'",
  };
  await env.DB.prepare(
    `WITH RECURSIVE numbers (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < ${count})
     INSERT INTO antifraud_transactions (${names.join()}) SELECT ${names.map((name) => values[name] ?? "'1'").join()} FROM numbers`,
  ).run();
}

async function sealedPayments({ organizationId }: Owner) {
  const found = await env.DB.prepare(
    "SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ? AND sealed <> ''",
  )
    .bind(organizationId)
    .first<{ n: number }>();
  return found?.n;
}

const due = ({ organizationId }: Owner) => ({ type: "privacy.retention_due" as const, organizationId });
const rowsOf = async (table: string, { organizationId }: Owner) =>
  (
    await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
      .bind(organizationId)
      .first<{ n: number }>()
  )?.n;

it("forgets so many rows at once, goes on with the next message, and leaves what is within its time", async () => {
  const admin = await given.person("org_admin");
  await oldPayments(admin, 1500, 401);
  await oldPayments(admin, 10, 399);
  const send = env.EVENTS.send;
  const sent: string[] = [];
  env.EVENTS.send = async (body) => {
    sent.push(String(body));
    return undefined as never;
  };
  const platform = createPlatform(env);
  try {
    await forgetPast(privacyParts)(platform, [due(admin)]);
    expect(await sealedPayments(admin)).toBe(510);
    expect(sent.map((body) => JSON.parse(body))).toEqual([[due(admin)]]);
    await forgetPast(privacyParts)(platform, [due(admin), due(admin)]);
    expect(await sealedPayments(admin)).toBe(10);
    expect(sent).toHaveLength(1);
  } finally {
    env.EVENTS.send = send;
  }
});

it("runs every night for every organisation, and again changes nothing", async () => {
  const [one, other] = [await given.person("org_admin"), await given.person("org_admin")];
  for (const admin of [one, other]) await oldPayments(admin, 3, 500);
  const night = () => scheduled(createScheduledController({ cron: "17 20 * * *" }), env, createExecutionContext());
  await night();
  for (const admin of [one, other]) await expect.poll(() => sealedPayments(admin)).toBe(0);
  await oldPayments(one, 2, 10);
  await night();
  await forgetPast(privacyParts)(createPlatform(env), [due(one)]);
  expect(await sealedPayments(one)).toBe(2);
});

it("forgets messages, links, invitations and exports in their time, and no message that waits", async () => {
  const admin = await given.person("org_admin");
  const { organizationId } = admin;
  const platform = createPlatform(env);
  const draft = {
    organizationId,
    recipient: { email: "old@bank.uz" },
    language: "uz",
    template: "verify_email" as const,
  };
  const mails = await Promise.all(
    [1, 2].map(() => composeNotification(platform, { ...draft, values: { name: "Old", token: "t", hours: 24 } })),
  );
  for (const mail of mails) await notificationInsert(platform.db, { ...mail, dueAt: Date.now() + 90 * DAY });
  await env.DB.prepare("UPDATE notifications SET state = 'sent', sealed = NULL WHERE id = ?").bind(mails[0]!.id).run();
  await api(admin).post(`/api/organizations/${organizationId}/invite-user`, {
    email: "someone@bank.uz",
    role: "viewer",
  });
  await env.DB.prepare("INSERT INTO mailed_tokens VALUES (?, 'reset', ?, ?, ?, NULL)")
    .bind(`hash-${organizationId}`, organizationId, admin.userId, Date.now())
    .run();
  await exportedAbout(admin, { type: "person", id: admin.userId });
  const prefix = `exports/${organizationId}/`;
  const left = async () => ({
    links: await rowsOf("mailed_tokens", admin),
    invitations: await rowsOf("invitations", admin),
    exports: (await env.PRIVACY.list({ prefix })).objects.length,
  });
  expect(await left()).toMatchObject({ links: 1, invitations: 1, exports: 1 });
  const inDays = (days: number) => createPlatform(env, { now: () => Date.now() + days * DAY });
  await forgetPast(privacyParts)(inDays(6), [due(admin)]);
  expect(await left()).toMatchObject({ links: 1, invitations: 1, exports: 1 });
  await forgetPast(privacyParts)(inDays(8), [due(admin)]);
  expect(await left()).toMatchObject({ links: 0, invitations: 1, exports: 0 });
  await forgetPast(privacyParts)(inDays(34), [due(admin)]);
  expect(await left()).toMatchObject({ links: 0, invitations: 0 });
  const rest = await env.DB.prepare(
    "SELECT id FROM notifications WHERE organization_id = ? AND template = 'verify_email'",
  )
    .bind(organizationId)
    .all<{ id: string }>();
  expect(rest.results).toEqual([{ id: mails[1]!.id }]);
});

it("lets an organisation choose within bounds, and audits it", async () => {
  const admin = await given.person("org_admin");
  const put = (days: unknown) => api(admin).send("PUT", "/api/privacy/retention", { days });
  const daysOf = async (answer: Response) =>
    (await bodyOf<{ data: RetentionView[] }>(answer)).data.find((entry) => entry.class === "payment_details")?.days;
  await oldPayments(admin, 2, 200);
  for (const [days, place] of [
    [{ payment_details: 10 }, "days.payment_details"],
    [{ links: 30 }, "days.links"],
    [{ nothing: 30 }, "days"],
  ] as const) {
    const answer = await put(days);
    expect(answer.status).toBe(422);
    expect((await bodyOf<{ errors: { path: string }[] }>(answer)).errors).toEqual([
      expect.objectContaining({ path: place }),
    ]);
  }
  expect(await daysOf(await put({ payment_details: 180 }))).toBe(180);
  await forgetPast(privacyParts)(createPlatform(env), [due(admin)]);
  expect(await sealedPayments(admin)).toBe(0);
  expect(await daysOf(await put({ payment_details: null }))).toBe(400);
  const { results } = await env.DB.prepare(
    "SELECT changes FROM audit_events WHERE organization_id = ? AND action = 'privacy.retention_changed' ORDER BY created_at, id",
  )
    .bind(admin.organizationId)
    .all<{ changes: string }>();
  expect(results.map(({ changes }) => JSON.parse(changes))).toEqual([
    { payment_details: ["400", "180"] },
    { payment_details: ["180", "400"] },
  ]);
});
