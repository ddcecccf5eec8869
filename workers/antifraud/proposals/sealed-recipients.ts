import type { Platform } from "#platform/platform";
import { KeyDestroyed } from "#platform/subject-keys";
import type { ProposalRow } from "./store.ts";

type Named = Pick<ProposalRow, "organizationId" | "id">;

const placeOf = ({ organizationId, id }: Named) => `antifraud_rule_proposals|sealed_notify|${organizationId}|${id}`;

/** Seals the addresses that a proposed rule would mail; null where there are none. */
export async function sealProposed(
  { sealer }: Pick<Platform, "sealer">,
  proposal: Named,
  addresses: readonly string[],
): Promise<string | null> {
  if (addresses.length === 0) return null;
  const { organizationId } = proposal;
  const about = [{ type: "organization" as const, id: organizationId }];
  return sealer.sealFor(organizationId, about, JSON.stringify(addresses), placeOf(proposal));
}

/** The addresses that a proposed rule would mail; none once it is decided on, or their key was destroyed. */
export async function openProposed(
  { sealer }: Pick<Platform, "sealer">,
  proposal: Named & Pick<ProposalRow, "sealedNotify">,
): Promise<string[]> {
  if (proposal.sealedNotify === null) return [];
  try {
    // SAFETY: the envelope proves that sealProposed() wrote it.
    return JSON.parse(await sealer.open(proposal.sealedNotify, placeOf(proposal))) as string[];
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return [];
    throw failure;
  }
}
