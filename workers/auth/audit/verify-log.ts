import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import { faultOf, GENESIS, type Head } from "./chain.ts";
import { auditChain } from "./chains.ts";
import { auditUnavailable } from "./errors.ts";
import { toEvent } from "./event.ts";
import type { Verification } from "./schemas.ts";
import { lastPlace, listPlaced } from "./store.ts";

const ROWS_AT_ONCE = 1000;

/**
 * Recomputes an organisation's chain from its rows, and holds it against what the object keeps apart: its head, and the
 * checkpoints, which tell about where a chain was rewritten that fits in itself.
 */
export async function verifyLog({ db, env }: Platform, organizationId: string): Promise<Verification> {
  const chain = auditChain(env, organizationId);
  await chain.extend(organizationId).catch((failure) => {
    log("error", "audit chain not extended", { organizationId, ...describeFailure(failure) });
    throw auditUnavailable();
  });
  // The head after the last row, since events go on being placed meanwhile.
  const last = await lastPlace(db, organizationId);
  const head = await chain.head();
  let walked: Head = GENESIS;
  let after = { sequence: 0, id: "" };
  let anchors = new Map<number, string>();
  let anchoredTo = 0;
  const wrong = (at: number, why: Extract<Verification, { ok: false }>["why"]) =>
    ({ ok: false, checked: walked.sequence, at, why, head }) as const;
  for (;;) {
    const rows = await listPlaced(db, organizationId, after, head.sequence, ROWS_AT_ONCE);
    if (anchoredTo < (rows.at(-1)?.sequence ?? 0)) {
      const next = await chain.anchors(walked.sequence, ROWS_AT_ONCE);
      anchors = new Map(next.map(({ sequence, hash }) => [sequence, hash]));
      anchoredTo = next.length < ROWS_AT_ONCE ? head.sequence : (next.at(-1)?.sequence ?? 0);
    }
    for (const row of rows) {
      const fault = faultOf(walked, { event: toEvent(row), previousHash: row.previousHash, hash: row.hash });
      if (fault) return wrong(fault.at, fault.why);
      const next = { sequence: walked.sequence + 1, hash: row.hash ?? "" };
      if ((anchors.get(next.sequence) ?? next.hash) !== next.hash) return wrong(next.sequence, "rewritten");
      walked = next;
    }
    const end = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE || !end) break;
    after = { sequence: end.sequence ?? 0, id: end.id };
  }
  if (walked.sequence < head.sequence) return wrong(walked.sequence + 1, "missing");
  if (walked.hash !== head.hash) return wrong(head.sequence, "rewritten");
  if (last > head.sequence) return wrong(head.sequence + 1, "unknown");
  return { ok: true, checked: walked.sequence, head };
}
