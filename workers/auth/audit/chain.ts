import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** How far a chain goes: the sequence of its last event, 0 before the first, and its hash. */
export type Head = { sequence: number; hash: string };

/** Before the first event: 32 zero bytes, in hex. */
export const GENESIS: Head = { sequence: 0, hash: "0".repeat(64) };

/** SHA-256 over the 32 bytes of the hash before and the canonical JSON of the event; in hex. */
export function hashEvent(previousHash: string, event: object): string {
  return createHash("sha256").update(previousHash, "hex").update(canonicalJson(event), "utf8").digest("hex");
}

/** An event with its place in a chain, as it is stored or exported. */
export type Link = { event: { sequence: number | null }; previousHash: string | null; hash: string | null };

/**
 * What is wrong with the chain where a link stands: events before it are missing, its sequence was there already, it does
 * not follow the event before, or it is not what was hashed.
 */
export type Fault = { at: number; why: "missing" | "repeated" | "unlinked" | "altered" };

/** What is wrong with the link that follows `head`; nothing where it follows it. */
export function faultOf(head: Head, { event, previousHash, hash }: Link): Fault | undefined {
  const next = head.sequence + 1;
  const sequence = event.sequence ?? 0;
  if (sequence > next) return { at: next, why: "missing" };
  if (sequence < next) return { at: sequence, why: "repeated" };
  if (previousHash !== head.hash) return { at: next, why: "unlinked" };
  return hashEvent(head.hash, event) === hash ? undefined : { at: next, why: "altered" };
}
