import { administratorsOf, auditOf } from "#auth";
import { composeNotification, sendSoon } from "#notifications";
import type { Platform } from "#platform/platform";
import { openUrl } from "./read-endpoints.ts";
import type { disabledReasons } from "./schemas.ts";
import { type EndpointRow, updateEndpoint } from "./store.ts";

/** Disables an endpoint on the platform's own account and mails its organisation; false where its owner changed it meanwhile, which stands. */
export async function disableEndpoint(
  platform: Platform,
  row: EndpointRow,
  reason: Exclude<(typeof disabledReasons)[number], "by_owner">,
): Promise<boolean> {
  const now = platform.now();
  const audit = auditOf(platform, {
    organizationId: row.organizationId,
    actor: "system",
    action: "webhook_endpoint.disabled",
    target: row.id,
    requestId: row.id,
    changes: { enabled: ["true", "false"], reason: [null, reason] },
  });
  const changes = { isEnabled: false, disabledReason: reason, disabledAt: now, updatedAt: now };
  const mails = await composeMails(platform, row, reason, now);
  const isDisabled = await updateEndpoint(platform.db, row, changes, audit, mails);
  if (isDisabled) sendSoon(platform, ...mails);
  return isDisabled;
}

/** Tells the administrators of the organisation, in the batch of the change. */
async function composeMails(platform: Platform, row: EndpointRow, reason: "gone" | "failing", at: number) {
  const { organizationId, id: endpointId } = row;
  const url = await openUrl(platform, row);
  const administrators = await administratorsOf(platform, organizationId);
  return Promise.all(
    administrators.map(({ email, language }) =>
      composeNotification(platform, {
        organizationId,
        recipient: { email },
        language,
        template: "webhook_disabled",
        values: { url, endpointId, reason, at },
      }),
    ),
  );
}
