import type { Platform } from "#platform/platform";
import type { PrivacyPart } from "#platform/privacy";
import { resealColumn } from "#platform/reseal";
import { placeOf, type SealedPart } from "./compose-notification.ts";
import { dropWaiting, forgetFinished, listWaiting } from "./store.ts";

const ROWS_AT_ONCE = 200;

/**
 * Drops what waits to be sent to one of these addresses and numbers; tells how many. What has left holds neither recipient nor
 * text any more.
 */
export async function forgetRecipient(
  { db, sealer }: Platform,
  organizationId: string,
  recipients: readonly string[],
): Promise<number> {
  let dropped = 0;
  for (let after = ""; ; ) {
    const rows = await listWaiting(db, organizationId, after, ROWS_AT_ONCE);
    const to = await Promise.all(
      rows.map(async ({ id, sealed }) => {
        // SAFETY: the envelope proves that composeNotification() wrote it.
        return sealed === null ? "" : (JSON.parse(await sealer.open(sealed, placeOf(id))) as SealedPart).to;
      }),
    );
    const own = rows.filter((_, i) => recipients.includes(to[i] ?? "")).map(({ id }) => id);
    if (own.length > 0) await dropWaiting(db, organizationId, own);
    dropped += own.length;
    const last = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE || !last) return dropped;
    after = last.id;
  }
}

/** Seals anew what older keys sealed of messages that wait. */
const resealMessages = (platform: Platform, organizationId: string): Promise<number> =>
  resealColumn(platform, organizationId, {
    table: "notifications",
    column: "sealed",
    keys: ["id"],
    reseal: async ({ sealer }, { id = "" }, value) => sealer.resealNow(value, placeOf(id)),
  });

/** What the outbox keeps about people. */
export const notificationsPrivacy: PrivacyPart = {
  classes: [
    {
      name: "messages",
      title: { uz: "Xat va SMSlar", ru: "Письма и SMS", en: "Mails and SMS" },
      where: ["d1:notifications.sealed"],
      about: ["person"],
      ground: "contract",
      period: {
        uz: "Yuborilgunicha; yuborilgan yozuvning oʻzi 30 kun",
        ru: "До отправки; сама запись об отправке — 30 дней",
        en: "Until they have left; that they did for 30 days",
      },
      onErasure: "destroyed",
    },
  ],
  retention: [
    {
      name: "messages",
      title: { uz: "Xat va SMSlar", ru: "Письма и SMS", en: "Mails and SMS" },
      days: 30,
      bounds: { least: 7, most: 365 },
      sweep: ({ db }, organizationId, age) => forgetFinished(db, organizationId, age),
    },
  ],
  reseal: resealMessages,
};
