import { createPublicKey, verify } from "node:crypto";
import { canonicalJson } from "../../workers/auth/audit/canonical-json.ts";
import { faultOf, GENESIS, type Head, type Link } from "../../workers/auth/audit/chain.ts";

/** A signed checkpoint, as the API and the files in R2 have it. */
export type KnownCheckpoint = {
  organization_id: string;
  sequence: number;
  hash: string;
  time: string;
  key_id: string;
  signature: string;
};

export type Expectations = {
  checkpoints?: readonly KnownCheckpoint[];
  /** Public keys that may have signed them: 32 bytes, in base64. */
  keys?: readonly string[];
  /** The export is of a time: it need not begin with the first event, nor reach the last checkpoint. */
  isPart?: boolean;
};

export type Verdict =
  | { ok: true; checked: number; head: Head; checkpoints: number }
  /** `at` is the first sequence that does not hold. */
  | { ok: false; checked: number; at: number; why: string };

const reasons = {
  missing: "the event is missing",
  repeated: "the sequence is there twice",
  unlinked: "the event does not follow the one before it",
  altered: "the event is not what was hashed",
};

/** Checks an export, line by line, against itself and against checkpoints that were kept elsewhere. */
export async function verifyExport(
  lines: Iterable<string> | AsyncIterable<string>,
  { checkpoints = [], keys = [], isPart = false }: Expectations = {},
): Promise<Verdict> {
  let checked = 0;
  const wrong = (at: number, why: string): Verdict => ({ ok: false, checked, at, why });
  const forged = checkpoints.find((checkpoint) => !keys.some((key) => isSignedBy(key, checkpoint)));
  if (forged) return wrong(forged.sequence, "the signature of a checkpoint does not hold");
  const bySequence = new Map(checkpoints.map((checkpoint) => [checkpoint.sequence, checkpoint]));
  let head: Head | undefined = isPart ? undefined : GENESIS;
  let organization: string | undefined;
  let held = 0;
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const next = (head?.sequence ?? 0) + 1;
    const link = readLink(line);
    if (!link) return wrong(next, "the line is not an event");
    organization ??= link.event.organization_id;
    if (link.event.organization_id !== organization) return wrong(next, "the event is of another organisation");
    head ??= { sequence: (link.event.sequence ?? 1) - 1, hash: link.previousHash ?? "" };
    const fault = faultOf(head, link);
    if (fault) return wrong(fault.at, reasons[fault.why]);
    head = { sequence: head.sequence + 1, hash: link.hash ?? "" };
    const checkpoint = bySequence.get(head.sequence);
    if (checkpoint && (checkpoint.hash !== head.hash || checkpoint.organization_id !== organization))
      return wrong(head.sequence, `the chain is not the one of the checkpoint of ${checkpoint.time}`);
    if (checkpoint) held++;
    checked++;
  }
  const end = head ?? GENESIS;
  const beyond = checkpoints.find(({ sequence }) => sequence > end.sequence);
  if (beyond && !isPart)
    return wrong(end.sequence + 1, `the export ends here, but a checkpoint was made of ${beyond.sequence}`);
  return { ok: true, checked, head: end, checkpoints: held };
}

type ExportedLink = Link & { event: { organization_id: string } };

/** What the hash covers is the event without these. */
function readLink(line: string): ExportedLink | undefined {
  try {
    const { previous_hash, hash, opened: _opened, title: _title, ...event } = JSON.parse(line);
    if (typeof event.organization_id !== "string" || !Number.isInteger(event.sequence)) return undefined;
    return { event, previousHash: previous_hash, hash };
  } catch {
    return undefined;
  }
}

/** What stands before the 32 bytes of an Ed25519 public key in its DER form (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

function isSignedBy(
  key: string,
  { organization_id, sequence, hash, time, key_id, signature }: KnownCheckpoint,
): boolean {
  const der = Buffer.concat([SPKI_PREFIX, Buffer.from(key, "base64")]);
  if (der.length !== SPKI_PREFIX.length + 32) return false;
  const signed = canonicalJson({ organization_id, sequence, hash, time, key_id });
  const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(null, Buffer.from(signed), publicKey, Buffer.from(signature, "base64url"));
}
