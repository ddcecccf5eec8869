import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { placeOf, type SealedPart } from "./compose-notification.ts";
import { renderChat, renderMail, renderSms } from "./render.ts";
import { listRecorded, type NotificationRow } from "./store.ts";

/** One page of what a sandbox would have sent, newest first, as people would have got it. */
export async function readRecorded(platform: Platform, organizationId: string, limit: number, cursor?: string) {
  const rows = await listRecorded(platform.db, organizationId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: await Promise.all(page.map((row) => open(platform, row))), next_cursor };
}

async function open({ env, sealer }: Platform, row: NotificationRow) {
  // SAFETY: sealed by composeNotification(); only what left or was given up has lost its envelope.
  const { to, values } = JSON.parse(await sealer.open(row.sealed!, placeOf(row.id))) as SealedPart;
  const { id, channel, template, language } = row;
  const content =
    channel === "email"
      ? renderMail(env, row, values)
      : {
          subject: null,
          text: channel === "sms" ? renderSms(env, row, values) : renderChat(env, row, values).text,
          html: null,
        };
  return { id, channel, template, language, to, ...content, created_at: new Date(row.createdAt).toISOString() };
}
