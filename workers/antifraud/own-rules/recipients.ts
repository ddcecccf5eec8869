import type { Platform } from "#platform/platform";
import { KeyDestroyed } from "#platform/subject-keys";
import type { RuleRow } from "./store.ts";

const placeOf = (organizationId: string, ruleId: string) => `antifraud_rules|sealed_notify|${organizationId}|${ruleId}`;

/** Seals the addresses that a rule mails; null where there are none. They are the organisation's, whoever reads there. */
export async function sealRecipients(
  { sealer }: Pick<Platform, "sealer">,
  { organizationId, ruleId }: Pick<RuleRow, "organizationId" | "ruleId">,
  addresses: readonly string[],
): Promise<string | null> {
  if (addresses.length === 0) return null;
  const about = [{ type: "organization" as const, id: organizationId }];
  return sealer.sealFor(organizationId, about, JSON.stringify(addresses), placeOf(organizationId, ruleId));
}

/** The addresses that a rule mails; none where their key was destroyed, since the rule itself goes on. */
export async function openRecipients(
  { sealer }: Pick<Platform, "sealer">,
  { organizationId, ruleId, sealedNotify }: Pick<RuleRow, "organizationId" | "ruleId" | "sealedNotify">,
): Promise<string[]> {
  if (sealedNotify === null) return [];
  try {
    // SAFETY: the envelope proves that sealRecipients() wrote it.
    return JSON.parse(await sealer.open(sealedNotify, placeOf(organizationId, ruleId))) as string[];
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return [];
    throw failure;
  }
}
