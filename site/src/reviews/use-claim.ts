import { useEffect } from "preact/hooks";
import type { Language, ReviewItem } from "../api-types.ts";
import { claim, release } from "./review-api.ts";

/** Who flips through rows claims none of those they pass. */
const SETTLE_MS = 600;
const RENEW_MS = 5 * 60_000;

/**
 * Claims what is open for as long as it is, so that colleagues see who reviews it; what is left without a verdict goes back to
 * the queue. `isDone` says whether it got its verdict.
 */
export function useClaim(
  language: Language,
  id: string | undefined,
  onClaimed: (item: Partial<ReviewItem> & { transaction_id: string }) => void,
  isDone: (id: string) => boolean,
): void {
  useEffect(() => {
    if (id === undefined) return;
    let isClaimed = false;
    let isLeft = false;
    const hold = async () => {
      const outcome = await claim(language, id);
      if (!outcome.ok) return;
      isClaimed = true;
      const { notes: _, verifications: __, ...item } = outcome.data;
      if (isLeft) void giveBack();
      else onClaimed(item);
    };
    const giveBack = async () => {
      if (!isClaimed || isDone(id)) return;
      const outcome = await release(language, id);
      if (!outcome.ok) return;
      const { notes: _, verifications: __, ...item } = outcome.data;
      onClaimed(item);
    };
    const settle = setTimeout(hold, SETTLE_MS);
    const renewal = setInterval(hold, RENEW_MS);
    return () => {
      isLeft = true;
      clearTimeout(settle);
      clearInterval(renewal);
      void giveBack();
    };
  }, [language, id]);
}
