import type { Platform } from "#platform/platform";
import type { Subject } from "#platform/subject";
import { KeyDestroyed } from "#platform/subject-keys";

/** Whom a rule is snoozed for, and why. */
export type SnoozedPayer = { user_id: string | null; card_fingerprint: string | null; comment: string };

type Named = { organizationId: string; id: string };
const placeOf = ({ organizationId, id }: Named) => `antifraud_rule_snoozes|sealed_payer|${organizationId}|${id}`;

/** Seals whom a snooze is for by their key. */
export const sealPayer = (
  { sealer }: Pick<Platform, "sealer">,
  snooze: Named,
  subject: Subject,
  payer: SnoozedPayer,
): Promise<string> => sealer.sealFor(snooze.organizationId, [subject], JSON.stringify(payer), placeOf(snooze));

/** Whom a snooze is for; nobody any more where their key was destroyed. */
export async function openPayer(
  { sealer }: Pick<Platform, "sealer">,
  snooze: Named & { sealedPayer: string },
): Promise<SnoozedPayer> {
  try {
    // SAFETY: the envelope proves that sealPayer() wrote it.
    return JSON.parse(await sealer.open(snooze.sealedPayer, placeOf(snooze))) as SnoozedPayer;
  } catch (failure) {
    if (failure instanceof KeyDestroyed) return { user_id: null, card_fingerprint: null, comment: "" };
    throw failure;
  }
}
