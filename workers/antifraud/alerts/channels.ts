import type { Platform } from "#platform/platform";
import { KeyDestroyed } from "#platform/subject-keys";
import type { AlertRuleRow } from "./store.ts";

/** Where a rule's news go: addresses, E.164 numbers, URLs of incoming webhooks. A URL is a secret: whoever has it may write there. */
export type Channels = { mail: string[]; sms: string[]; slack: string[] };

export const nowhere: Channels = { mail: [], sms: [], slack: [] };

const placeOf = ({ organizationId, id }: Pick<AlertRuleRow, "organizationId" | "id">) =>
  `antifraud_alert_rules|sealed_channels|${organizationId}|${id}`;

/** Seals where a rule's news go; it is the organisation's, whoever reads there. */
export function sealChannels(
  { sealer }: Pick<Platform, "sealer">,
  rule: Pick<AlertRuleRow, "organizationId" | "id">,
  channels: Channels,
): Promise<string> {
  const about = [{ type: "organization" as const, id: rule.organizationId }];
  return sealer.sealFor(rule.organizationId, about, JSON.stringify(channels), placeOf(rule));
}

/** Where a rule's news go; nowhere once the key was destroyed, since the rule itself goes on. */
export async function openChannels(
  { sealer }: Pick<Platform, "sealer">,
  rule: Pick<AlertRuleRow, "organizationId" | "id" | "sealedChannels">,
): Promise<Channels> {
  try {
    // SAFETY: the envelope proves that sealChannels() wrote it.
    return JSON.parse(await sealer.open(rule.sealedChannels, placeOf(rule))) as Channels;
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return nowhere;
    throw failure;
  }
}

const HIDDEN = "…";

/** A URL as it may be shown: enough to tell several apart, too little to write there. */
export const maskUrl = (url: string): string => `${new URL(url).origin}/${HIDDEN}${url.slice(-4)}`;

export const isMasked = (url: string): boolean => url.includes(HIDDEN);

/** URLs as they were sent, those that were only shown hidden taken from the ones that are kept; null of what fits none. */
export function unmaskUrls(sent: readonly string[], kept: readonly string[]): (string | null)[] {
  const left = [...kept];
  return sent.map((url) => {
    if (!isMasked(url)) return url;
    const at = left.findIndex((one) => maskUrl(one) === url);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  });
}
