import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { alertRuleNotFound } from "./errors.ts";
import { mustFindAlertRule } from "./manage-rules.ts";
import { type AlertMute, MOST_MUTED_MS } from "./schemas.ts";
import { type AlertRuleRow, saveMute } from "./store.ts";

/** Keeps a rule from telling anybody for a while. It is evaluated and recorded all the same; what still fires afterwards is told then. */
export async function muteAlertRule(
  platform: Platform,
  caller: Caller,
  id: string,
  { minutes, until, comment }: AlertMute,
  requestId: string,
): Promise<AlertRuleRow> {
  const now = businessNow(platform);
  const end = until === undefined ? now + (minutes ?? 0) * 60_000 : Date.parse(until);
  if (end <= now) throw invalidRequest({ errors: [{ path: "until", message: "Lies in the past" }] });
  if (end > now + MOST_MUTED_MS)
    throw invalidRequest({ errors: [{ path: "until", message: "At most 30 days ahead" }] });
  const mute = { mutedUntil: end, mutedBy: caller.id, muteComment: comment ?? null };
  return change(platform, caller, id, mute, { action: "alert_rule.muted", requestId });
}

/** Lets a rule tell again; one that is not muted stays as it is. */
export async function unmuteAlertRule(
  platform: Platform,
  caller: Caller,
  id: string,
  requestId: string,
): Promise<AlertRuleRow> {
  const silent = { mutedUntil: null, mutedBy: null, muteComment: null };
  return change(platform, caller, id, silent, { action: "alert_rule.unmuted", requestId });
}

async function change(
  platform: Platform,
  caller: Caller,
  id: string,
  mute: Pick<AlertRuleRow, "mutedUntil" | "mutedBy" | "muteComment">,
  order: { action: "alert_rule.muted" | "alert_rule.unmuted"; requestId: string },
): Promise<AlertRuleRow> {
  const before = await mustFindAlertRule(platform, caller, id);
  const isoOrNull = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const audit = auditOf(platform, {
    organizationId: caller.organizationId,
    actor: caller,
    target: id,
    ...order,
    changes: {
      until: [isoOrNull(before.mutedUntil), isoOrNull(mute.mutedUntil)],
      ...(mute.muteComment !== null && { comment: [null, mute.muteComment] }),
    },
  });
  const after = await saveMute(platform.db, before, mute, audit);
  if (!after) throw alertRuleNotFound();
  return after;
}
