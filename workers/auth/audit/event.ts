import type { AuditChanges, auditEvents } from "../tables.ts";

/** A row; its changes as the text that stands there, since whatever somebody made of it has to be readable. */
export type StoredEvent = Omit<typeof auditEvents.$inferSelect, "changes"> & { changes: string | null };

/** One event as its hash covers it, whole. Envelopes stand in it as they are, so that it can be checked without their keys. */
export type AuditEvent = {
  version: 1;
  id: string;
  organization_id: string;
  /** From 1 on; null while the event waits for its place in the chain. */
  sequence: number | null;
  /** ISO 8601, UTC. */
  occurred_at: string;
  action: string;
  actor: { type: "user" | "api_key" | "oauth_client" | "system"; id: string };
  target: { type: string | null; id: string };
  changes: Record<string, { before: string | null; after: string | null }>;
  context: {
    /** An envelope. */
    ip_address: string | null;
    request_id: string;
  };
};

/** The event that a row tells of, under the sequence given. Of a row that nobody here could have written too. */
export function toEvent(row: StoredEvent, sequence = row.sequence): AuditEvent {
  const at = new Date(row.createdAt);
  return {
    version: 1,
    id: row.id,
    organization_id: row.organizationId,
    sequence,
    occurred_at: Number.isNaN(at.getTime()) ? String(row.createdAt) : at.toISOString(),
    action: row.action,
    actor: { type: row.actorType, id: row.actor },
    target: { type: row.targetType, id: row.target },
    changes: row.changes === null ? {} : readChanges(row.changes),
    context: { ip_address: row.ipAddress, request_id: row.requestId },
  };
}

/** The changes that stand in a row; a text that is none of ours whole, so that it is not taken for no changes. */
function readChanges(text: string): AuditEvent["changes"] {
  try {
    const changes = Object.entries(JSON.parse(text) as AuditChanges);
    return Object.fromEntries(changes.map(([field, [before, after]]) => [field, { before, after }]));
  } catch {
    return { "": { before: null, after: text } };
  }
}
