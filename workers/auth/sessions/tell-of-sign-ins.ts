import { composeNotification, notificationInsertOnce, sendSoon } from "#notifications";
import type { SignedInAnew } from "#platform/events";
import type { Platform } from "#platform/platform";
import { contactOf } from "../people/contact-of.ts";
import { findPersonRow } from "../people/store.ts";
import { nameDevice } from "./describe-device.ts";
import { readClient } from "./open-session.ts";

/** Mails people that somebody signed in as them from where they never did, each sign-in once however often it is told. */
export async function mailSignIns(platform: Platform, events: readonly SignedInAnew[]): Promise<void> {
  for (const { organizationId, userId, sessionId, client, at } of events) {
    const user = await findPersonRow(platform.db, userId);
    if (!user?.isActive) continue;
    const { email, name, language } = await contactOf(platform, user);
    const { userAgent, ipAddress } = await readClient(platform, sessionId, client);
    const mail = await composeNotification(
      { ...platform, newId: () => `ntf_${sessionId.replace("ses_", "")}_new` },
      {
        organizationId,
        recipient: { email },
        language,
        template: "new_sign_in",
        values: { name, at, device: nameDevice(userAgent), ip: ipAddress ?? "—" },
      },
    );
    await notificationInsertOnce(platform.db, mail);
    sendSoon(platform, mail);
  }
}
