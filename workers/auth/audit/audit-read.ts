import type { Caller } from "#platform/caller";
import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { auditInsert } from "../store.ts";
import type { AuditAction } from "./actions.ts";
import { auditOf } from "./audit-of.ts";
import { auditUnavailable } from "./errors.ts";

/**
 * Puts on record that a caller reads something sensitive, before it is shown. While the database is down the row goes by
 * the queue; where that is down too, nothing is shown.
 */
export async function auditRead(
  platform: Platform,
  caller: Caller,
  read: { action: AuditAction; target: string },
  requestId: string,
): Promise<void> {
  const { organizationId } = caller;
  const row = auditOf(platform, { organizationId, actor: caller, ...read, requestId });
  try {
    await auditInsert(platform.db, row);
  } catch (failure) {
    log("warn", "audit row goes by the queue", { organizationId, ...describeFailure(failure) });
    await publishEvent(platform.env, { type: "auth.audited", organizationId, row }).catch((refusal) => {
      log("error", "audit row not taken", { organizationId, ...describeFailure(refusal) });
      throw auditUnavailable();
    });
  }
}
