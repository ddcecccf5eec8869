import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { mailbox } from "../support/mailbox.ts";
import { anEmail, aPhone, clockwork, committed, logged, send, stored } from "../support/notices.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Everything that any table holds, as text. */
async function everythingStored(): Promise<string> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'",
  ).all<{ name: string }>();
  const tables = await Promise.all(results.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`).all()));
  return JSON.stringify(tables.map(({ results }) => results));
}

it("a person and what they are told stand nowhere in the clear, and nowhere at all once it is over", async () => {
  const lines = logged();
  const published = vi.spyOn(env.EVENTS, "send");
  const { platform, pass } = clockwork();
  const people = { sent: anEmail(), refused: anEmail(), late: anEmail(), phone: aPhone() };
  const secrets = {
    name: "Feruza Yoʻldosheva",
    token: "secret-token-7f3a",
    code: "739154",
    device: "Nokia 3310 of Feruza",
  };
  const mail = (email: string) =>
    committed(platform, {
      recipient: { email },
      template: "reset_password",
      values: { name: secrets.name, token: secrets.token, minutes: 60 },
    });
  const rows = {
    sent: await mail(people.sent),
    refused: await mail(people.refused),
    late: await mail(people.late),
    device: await committed(platform, {
      recipient: { email: people.sent },
      template: "new_sign_in",
      values: { name: secrets.name, at: platform.now(), device: secrets.device, ip: "84.54.71.9" },
    }),
    code: await committed(platform, {
      recipient: { phone: people.phone },
      template: "sms_code",
      values: { code: secrets.code, minutes: 5 },
    }),
  };
  const personal = [...Object.values(people), ...Object.values(secrets), people.phone.slice(1), "84.54.71.9"];
  const inTheClear = (text: string) => personal.filter((value) => text.includes(value));

  expect(inTheClear(await everythingStored())).toEqual([]);
  await mailbox.fails(people.refused, { status: 400 });
  await mailbox.fails(people.late, { status: 503 });
  await send(platform, ...Object.values(rows));
  expect(inTheClear(await everythingStored())).toEqual([]);
  expect((await stored(rows.late)).sealed).toMatch(/^v1\./);
  pass(30_000);
  await send(platform, ...Object.values(rows));

  expect((await mailbox.of(people.sent)).messages.map(({ text }) => text).join()).toContain(secrets.token);
  for (const row of Object.values(rows)) expect((await stored(row)).sealed).toBeNull();
  expect((await stored(rows.refused)).state).toBe("failed");
  expect(inTheClear(await everythingStored())).toEqual([]);
  expect(lines.length).toBeGreaterThan(5);
  expect(inTheClear(lines.join("\n"))).toEqual([]);
  expect(inTheClear(JSON.stringify(published.mock.calls))).toEqual([]);
});

it("an envelope opens in its own row only, and what cannot be opened is put off and said, not sent to somebody else", async () => {
  const lines = logged();
  const { platform } = clockwork();
  const [one, other] = [anEmail(), anEmail()];
  const draft = (email: string) => ({
    recipient: { email },
    template: "verify_email" as const,
    values: { name: "Dilnoza", token: "t", hours: 24 },
  });
  const rows = [await committed(platform, draft(one)), await committed(platform, draft(other))] as const;
  await env.DB.prepare("UPDATE notifications SET sealed = ? WHERE id = ?").bind(rows[0].sealed, rows[1].id).run();
  await send(platform, rows[1]);
  expect(await stored(rows[1])).toMatchObject({ state: "waiting", failure: "internal" });
  expect(lines.join()).toContain("could not be made");
  for (const email of [one, other]) expect((await mailbox.of(email)).asked).toBe(0);
});
