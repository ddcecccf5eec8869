import type { Decision } from "../decide.ts";
import type { Looked } from "../own-rules/rules-in-force.ts";
import type { Watched } from "./block-counts.ts";
import { MODEL } from "./breaker.ts";

/**
 * What breakers count of a payment: the rules that could block it for its payer, and the model where it answered; and which of
 * them wanted to, though not where a rule that allows went before all. `stopped` names those that were kept from it.
 */
export function watchPayment(
  looked: readonly Looked[],
  { hits, modelBlocks }: Decision,
  { hasModel, tripped }: { hasModel: boolean; tripped: ReadonlySet<string> },
): { watched: Watched; stopped: string[] } {
  const asked = looked.filter(({ rule, isDeciding }) => isDeciding && rule.action === "BLOCK");
  const isAllowed = hits[0]?.action === "ALLOW";
  const blocking = isAllowed ? [] : asked.filter(({ result }) => result === "hit");
  const byModel = modelBlocks && !isAllowed ? [MODEL] : [];
  return {
    watched: {
      asked: [...asked.map(({ rule }) => rule.id), ...(hasModel ? [MODEL] : [])],
      blocks: [...blocking.map(({ rule }) => rule.id), ...byModel],
    },
    stopped: [
      ...blocking.filter(({ rule }) => tripped.has(rule.id)).map(({ rule }) => rule.ref),
      ...byModel.filter((ref) => tripped.has(ref)),
    ],
  };
}
