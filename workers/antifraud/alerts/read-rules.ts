import { readCursor, toPage } from "#platform/page";
import type { Platform } from "#platform/platform";
import { businessNow } from "#platform/sandbox";
import { maskUrl, openChannels } from "./channels.ts";
import type { AlertRuleView } from "./schemas.ts";
import { type AlertRuleRow, listAlertRules } from "./store.ts";

/** What `If-Match` has to name for a change to apply to what its author read. */
export const etagOf = ({ revision }: Pick<AlertRuleRow, "revision">): string => `"${revision}"`;

/** One page of the rules of an organisation, oldest first. */
export async function readAlertRules(
  platform: Platform,
  organizationId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const rows = await listAlertRules(platform.db, organizationId, limit, readCursor(cursor));
  const { page, next_cursor } = toPage(rows, limit, ({ createdAt: at, id }) => ({ at, id }));
  return { data: await Promise.all(page.map((row) => toView(platform, row))), next_cursor };
}

const iso = (at: number) => new Date(at).toISOString();

export async function toView(platform: Platform, row: AlertRuleRow): Promise<AlertRuleView> {
  const { mail, sms, slack } = await openChannels(platform, row);
  const { mutedUntil, mutedBy } = row;
  const isMuted = mutedUntil !== null && mutedUntil > businessNow(platform);
  return {
    id: row.id,
    name: row.name,
    metric: row.metric,
    comparison: row.comparison,
    threshold: row.threshold,
    baseline: row.baseline,
    window_minutes: row.windowMinutes,
    minimum_sample: row.minimumSample,
    for_minutes: row.forMinutes,
    no_data: row.noData,
    severity: row.severity,
    repeat_every_minutes: row.repeatMinutes,
    language: row.language,
    enabled: row.enabled,
    channels: { mail, sms, slack: slack.map(maskUrl) },
    revision: row.revision,
    created_by: row.createdBy,
    created_at: iso(row.createdAt),
    updated_at: iso(row.updatedAt),
    state: {
      phase: row.phase,
      since: iso(row.since),
      value: row.value,
      has_data: row.verdict === null ? null : row.verdict !== "no_data",
      evaluated_at: row.evaluatedAt === null ? null : iso(row.evaluatedAt),
      alert_id: row.alertId,
    },
    muted: isMuted ? { until: iso(mutedUntil), by: mutedBy ?? "", comment: row.muteComment } : null,
  };
}
