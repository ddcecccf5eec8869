import { auditOf, findAnyPerson, peopleOnly, personNotFound, refuseErasure } from "#auth";
import type { Caller } from "#platform/caller";
import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { type Subject, subjectName } from "#platform/subject";
import { ownAccount } from "./errors.ts";
import { findOpenExport, type RequestRow, saveRequest } from "./store.ts";

/** What the envelope of a request holds; `id` is gone once a payer or a card is erased. */
export type Sealed = { id: string | null; reason: string | null };
export const placeOfRequest = (id: string): string => `privacy_requests|sealed|${id}`;

type WireSubject = Subject & { type: RequestRow["subjectType"] };

/** A request that nobody began is looked for by the sweep after so long. */
const UNBEGUN_MS = 60_000;

/** Asks for everything that is kept about somebody. */
export async function askExport(
  platform: Platform,
  caller: Caller,
  subject: WireSubject,
  requestId: string,
): Promise<RequestRow> {
  if (subject.type === "person" && !(await findAnyPerson(platform.db, caller.organizationId, subject.id)))
    throw personNotFound();
  const row = await toRow(platform, caller, "export", subject, null, requestId);
  const open = await findOpenExport(platform.db, row.organizationId, row.requestedBy, row.subjectIndex);
  return open ?? take(platform, caller, row);
}

/** Asks for everything that is kept about the caller. */
export async function askOwnExport(platform: Platform, caller: Caller, requestId: string): Promise<RequestRow> {
  if (caller.kind !== "user") throw peopleOnly();
  return askExport(platform, caller, { type: "person", id: caller.id }, requestId);
}

/** Asks for somebody to be erased. */
export async function askErasure(
  platform: Platform,
  caller: Caller,
  { subject, reason }: { subject: WireSubject; reason: string },
  requestId: string,
): Promise<RequestRow> {
  if (subject.type === "person") {
    if (subject.id === caller.id) throw ownAccount();
    await refuseErasure(platform, caller, subject.id);
  }
  return take(platform, caller, await toRow(platform, caller, "erase", subject, reason, requestId));
}

/** Keeps a request, and lets the queue know; where that fails the sweep finds it. */
async function take(platform: Platform, caller: Caller, row: RequestRow): Promise<RequestRow> {
  const { organizationId, id, requestId } = row;
  const action = row.kind === "export" ? ("privacy.export_requested" as const) : ("privacy.erasure_requested" as const);
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: id, requestId });
  await saveRequest(platform.db, row, audit);
  await publishEvent(platform.env, { type: "privacy.requested", organizationId, id }).catch((failure) =>
    log("warn", "privacy request not announced, the sweep will find it", { id, ...describeFailure(failure) }),
  );
  return row;
}

async function toRow(
  platform: Platform,
  { organizationId, id: requestedBy }: Caller,
  kind: RequestRow["kind"],
  subject: WireSubject,
  reason: string | null,
  requestId: string,
): Promise<RequestRow> {
  const id = platform.newId("prv");
  const now = platform.now();
  const { sealer } = platform;
  return {
    id,
    organizationId,
    kind,
    subjectType: subject.type,
    subjectIndex: await sealer.blindIndex(`privacy|${organizationId}|${subjectName(subject)}`),
    sealed: await sealer.seal(JSON.stringify({ id: subject.id, reason } satisfies Sealed), placeOfRequest(id)),
    requestedBy,
    requestId,
    state: "received",
    refusal: null,
    counts: {},
    run: null,
    parts: null,
    leaseUntil: now + UNBEGUN_MS,
    erasedAt: null,
    createdAt: now,
    finishedAt: null,
    expiresAt: null,
  };
}

/** Whom a request is about, and why; nobody where that was forgotten. */
export async function openRequest({ sealer }: Platform, { id, sealed }: RequestRow): Promise<Sealed> {
  // SAFETY: the envelope proves that a request of this module wrote it.
  return sealed === null
    ? { id: null, reason: null }
    : (JSON.parse(await sealer.open(sealed, placeOfRequest(id))) as Sealed);
}
