import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { composeNotification, type NotificationDraft } from "../../workers/notifications/compose-notification.ts";
import { sendNotifications } from "../../workers/notifications/send-notifications.ts";
import { eventsOf } from "../../workers/notifications/send-soon.ts";
import { type NotificationRow, notificationInsert } from "../../workers/notifications/store.ts";
import type { TemplateName } from "../../workers/notifications/templates/index.ts";
import { createPlatform, type Platform } from "../../workers/platform/platform.ts";

/** Far ahead, so that the queue of the Worker under test, which goes by the real clock, never finds these rows due. */
const START = Date.UTC(2040, 0, 1);

/** A platform whose clock stands until it is moved, milliseconds; `settings` replace bindings. */
export function clockwork(settings: Partial<Env> = {}) {
  let now = START;
  const platform = createPlatform({ ...env, ...settings } as Env, { now: () => now });
  return {
    platform,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

export const anEmail = () => `person-${crypto.randomUUID()}@bank.uz`;
export const aPhone = () =>
  `+99890${String(crypto.getRandomValues(new Uint32Array(1))[0]! % 10_000_000).padStart(7, "0")}`;

/** What a test says only in part. */
type Draft<Name extends TemplateName> = Pick<NotificationDraft<Name>, "recipient" | "template" | "values"> &
  Partial<NotificationDraft<Name>>;

/** A notification as a business change leaves it: committed, not announced. */
export async function committed<Name extends TemplateName>(
  platform: Platform,
  draft: Draft<Name>,
): Promise<NotificationRow> {
  const row = await composeNotification(platform, {
    organizationId: platform.newId("org"),
    language: "en",
    ...draft,
  } as NotificationDraft<Name>);
  await platform.db.batch([notificationInsert(platform.db, row)]);
  return row;
}

export const aReset = (email: string, token = "tok-1") => ({
  recipient: { email },
  template: "reset_password" as const,
  values: { name: "Dilnoza", token, minutes: 60 },
});

export const aCode = (phone: string, code = "482913") => ({
  recipient: { phone },
  template: "sms_code" as const,
  values: { code, minutes: 5 },
});

/** Hands the events of some rows to their reaction, as the queue does. */
export const send = (platform: Platform, ...rows: NotificationRow[]) => sendNotifications(platform, eventsOf(rows));

/** A row as it stands in the database. */
export const stored = async ({ id }: { id: string }): Promise<Record<string, unknown>> =>
  (await env.DB.prepare("SELECT * FROM notifications WHERE id = ?").bind(id).first())!;

/** Every line that is logged from here on. */
export function logged(): string[] {
  const lines: string[] = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line)));
  return lines;
}
