import { auditOf } from "#auth";
import type { Platform } from "#platform/platform";
import type { disabledReasons } from "./schemas.ts";
import { type EndpointRow, updateEndpoint } from "./store.ts";

/** Disables an endpoint on the platform's own account; false where its owner changed it meanwhile, which stands. */
export function disableEndpoint(
  platform: Platform,
  row: EndpointRow,
  reason: (typeof disabledReasons)[number],
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
  return updateEndpoint(platform.db, row, changes, audit);
}
