import { administratorsOf } from "#auth";
import { composeNotification, type NotificationRow, sendSoon } from "#notifications";
import type { BreakerTripped } from "#platform/events";
import { deriveId } from "#platform/ids";
import { log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { liveOf } from "#platform/sandbox";
import { bringIntoForce } from "../own-rules/announce-rules.ts";
import { openRecipients } from "../own-rules/recipients.ts";
import { findRule } from "../own-rules/store.ts";
import { rules as builtIn } from "../rules/index.ts";
import { findBreaker, saveTrip } from "./store.ts";

/**
 * Keeps which breakers tripped, mails whom the rule mails and the administrators, and has the other shards hear of it. Once a
 * trip, however many shards tell of it, and however often; what was reset since is no news.
 */
export async function keepTrips(platform: Platform, events: readonly BreakerTripped[]): Promise<void> {
  for (const event of events.filter(({ state }) => state === "tripped")) {
    const { organizationId, ref, generation } = event;
    const before = await findBreaker(platform.db, organizationId, ref);
    const isKnown = before && (before.generation > generation || before.trip !== null);
    if (!isKnown) {
      const mails = await composeMails(platform, event);
      const { name, at, rate, payments, blocks, windowMinutes, band } = event;
      const trip = { name, at, rate, payments, blocks, windowMinutes, band };
      log("warn", "breaker tripped", { organizationId, ref, generation, rate, limit: band.limit });
      await saveTrip(platform.db, { organizationId, ref, generation, trip }, mails, platform.now());
      sendSoon(platform, ...mails);
    }
    await bringIntoForce(platform, organizationId);
  }
}

/** One mail to each address, under an id that is made of trip and address. */
async function composeMails(platform: Platform, event: BreakerTripped): Promise<NotificationRow[]> {
  const { organizationId, ref, generation, name, rate, band, payments, windowMinutes: minutes, at } = event;
  const administrators = await administratorsOf(platform, liveOf(organizationId));
  const rule = event.kind === "rule" ? await findRule(platform.db, organizationId, ref) : undefined;
  const language = administrators[0]?.language ?? "uz";
  const others = rule ? await openRecipients(platform, rule) : [];
  const told = new Map([
    ...others.map((email) => [email, { email, language }] as const),
    ...administrators.map((one) => [one.email, one] as const),
  ]);
  const builtInName = builtIn.find(({ rule_id }) => rule_id === ref)?.name;
  const values = { rate: percent(rate), limit: percent(band.limit), payments, minutes, at };
  return Promise.all(
    [...told.values()].map(async (recipient) => {
      const id = await deriveId("ntf", ["breaker", organizationId, ref, generation, recipient.email].join("|"));
      const draft = { organizationId, recipient: { email: recipient.email }, language: recipient.language };
      return composeNotification(
        { ...platform, newId: () => id },
        {
          ...draft,
          template: "breaker_tripped",
          values: { ...values, what: builtInName?.[recipient.language] ?? name },
        },
      );
    }),
  );
}

/** A share in percent, to one digit. */
const percent = (share: number): number => Math.round(1000 * share) / 10;
