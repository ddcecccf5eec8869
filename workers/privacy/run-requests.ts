import { auditOf } from "#auth";
import { type PrivacyRequested, publishEvent, publishEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { ErasureRefused, type PrivacyPart } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { openRequest, placeOfRequest, type Sealed } from "./ask.ts";
import {
  claimRequest,
  countForRequest,
  findRequest,
  finishRequest,
  listAbandoned,
  type RequestRow,
  releaseRequest,
} from "./store.ts";
import { dropExport, writeExport } from "./write-export.ts";

/** No invocation of the queue lives longer, so whoever held a request for that long is dead. */
const LEASE_MS = 15 * 60_000;
/** What was on its way while an erasure ran has arrived by then. */
const SECOND_LOOK_SECONDS = LEASE_MS / 1000;
const REQUESTS_A_SWEEP = 100;
export const EXPORT_DAYS = 7;

/** Does what was asked for, each request in one pair of hands and to its end, however often it is told and whoever dies. */
export function runRequests(parts: readonly PrivacyPart[]) {
  return async (platform: Platform, events: readonly PrivacyRequested[]): Promise<void> => {
    for (const event of events) {
      if (event.sealedSubject === undefined) await runRequest(platform, parts, event);
      else await lookAgain(platform, parts, event, event.sealedSubject);
    }
  };
}

async function runRequest(
  platform: Platform,
  parts: readonly PrivacyPart[],
  { organizationId, id }: PrivacyRequested,
): Promise<void> {
  const now = platform.now();
  const run = platform.newId("run");
  const row = await claimRequest(platform.db, organizationId, id, { run, now, leaseUntil: now + LEASE_MS });
  if (!row) return;
  const { id: subjectId, reason } = await openRequest(platform, row);
  const subject: Subject = { type: row.subjectType, id: subjectId ?? "" };
  try {
    if (row.kind === "export") await runExport(platform, parts, row, run, subject);
    else await runErasure(platform, parts, row, run, subject, reason);
  } catch (failure) {
    await releaseRequest(platform.db, row, run);
    throw failure;
  }
}

async function runExport(
  platform: Platform,
  parts: readonly PrivacyPart[],
  row: RequestRow,
  run: string,
  subject: Subject,
): Promise<void> {
  const { counts, files } = await writeExport(platform, parts, row, run, subject);
  const now = platform.now();
  const end = {
    state: "done" as const,
    counts,
    parts: files,
    finishedAt: now,
    expiresAt: now + EXPORT_DAYS * 86_400_000,
  };
  const audit = auditOf(platform, { ...auditedOf(row), action: "privacy.exported" });
  if (!(await finishRequest(platform.db, row, run, end, audit))) await dropExport(platform.env, row, run);
}

async function runErasure(
  platform: Platform,
  parts: readonly PrivacyPart[],
  row: RequestRow,
  run: string,
  subject: Subject,
  reason: string | null,
): Promise<void> {
  const { db, sealer } = platform;
  const { organizationId, id } = row;
  try {
    // What a person left behind is found by what their key still opens; of a payer, who may go on paying, nothing is.
    if (subject.type === "person") await forget(platform, parts, row, subject, platform.now());
  } catch (failure) {
    if (!(failure instanceof ErasureRefused)) throw failure;
    const end = { state: "refused" as const, refusal: failure.code, finishedAt: platform.now() };
    const refused = auditOf(platform, { ...auditedOf(row), action: "privacy.erasure_refused" });
    await finishRequest(db, row, run, end, refused);
    return;
  }
  const erasedAt = await sealer.destroyKey(organizationId, subject, id);
  await forget(platform, parts, row, subject, erasedAt);
  const sealedSubject = await sealer.seal(JSON.stringify(subject), placeOfSubject(id));
  const later = { delaySeconds: SECOND_LOOK_SECONDS };
  await publishEvent(platform.env, { type: "privacy.requested", organizationId, id, sealedSubject }, later);
  const left: Sealed = { id: subject.type === "person" ? subject.id : null, reason };
  const end = {
    state: "done" as const,
    erasedAt,
    finishedAt: platform.now(),
    sealed: await sealer.seal(JSON.stringify(left), placeOfRequest(id)),
  };
  await finishRequest(db, row, run, end, auditOf(platform, { ...auditedOf(row), action: "privacy.erased" }));
}

/** Forgets what was on its way to a store while an erasure went through it. */
async function lookAgain(
  platform: Platform,
  parts: readonly PrivacyPart[],
  { organizationId, id }: PrivacyRequested,
  sealedSubject: string,
): Promise<void> {
  const row = await findRequest(platform.db, organizationId, id);
  if (row?.erasedAt == null) return;
  // SAFETY: the envelope proves that runErasure() wrote it.
  const subject = JSON.parse(await platform.sealer.open(sealedSubject, placeOfSubject(id))) as Subject;
  await forget(platform, parts, row, subject, row.erasedAt);
}

async function forget(
  platform: Platform,
  parts: readonly PrivacyPart[],
  row: RequestRow,
  subject: Subject,
  until: number,
): Promise<void> {
  const { organizationId, requestedBy: actor, requestId } = row;
  const tell = (counts: Record<string, number>) => countForRequest(platform.db, row, counts);
  for (const part of parts) await part.forget?.(platform, organizationId, subject, { until, actor, requestId, tell });
}

const placeOfSubject = (id: string) => `privacy.requested|sealedSubject|${id}`;

const auditedOf = ({ organizationId, id, requestedBy, requestId }: RequestRow) => ({
  organizationId,
  actor: requestedBy,
  target: id,
  requestId,
});

/** Announces again what nobody works on: what was never told, and what somebody died with. */
export async function sweepRequests({ db, env, now }: Platform): Promise<void> {
  const rows = await listAbandoned(db, now(), REQUESTS_A_SWEEP);
  if (rows.length === 0) return;
  log("info", "privacy requests announced again", { requests: rows.length });
  await publishEvents(
    env,
    rows.map((row) => ({ type: "privacy.requested" as const, ...row })),
  ).catch((failure) => log("warn", "privacy requests not announced", describeFailure(failure)));
}
