import type { ExportedEvent } from "../api-types.ts";

export const AUDIT = "/api/audit";
export type AuditEvent = ExportedEvent & { title: string };

export type Checkpoint = {
  sequence: number;
  hash: string;
  time: string;
  key_id: string;
  signature: string;
  stored_at: string | null;
};
export type Checkpoints = {
  data: Checkpoint[];
  next_cursor: string | null;
  keys: { id: string; algorithm: string; public_key: string }[];
};
