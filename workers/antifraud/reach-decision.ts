import { MODEL } from "./breakers/breaker.ts";
import { type Decision, type DecisionInput, decide } from "./decide.ts";
import { hitsOfLists, type ListEvidence } from "./lists/lists-on-payment.ts";
import { type Looked, lookThrough, type RulesInForce } from "./own-rules/rules-in-force.ts";
import type { Subject } from "./rule-language/expression.ts";

/** What a payment is held against. */
export type Applied = {
  inForce: Pick<RulesInForce, "allowFirst" | "rules">;
  /** What lists held of it; undefined where the organisation had none. */
  lists: ListEvidence | undefined;
  /** The name of the card or user that pays. */
  payer: string;
  /** Ids of the rules that are out of force for the payer, and of what was stopped from blocking. */
  snoozed: ReadonlySet<string>;
  tripped: ReadonlySet<string>;
};

/** What every rule and list said of a payment, and what was decided by it. */
export type Judgement = { looked: Looked[]; listHits: ReturnType<typeof hitsOfLists>; decision: Decision };

/** Holds a payment against rules and lists and decides; the same for one that waits for its answer and for one of the past. Pure. */
export function reachDecision(
  { inForce, lists, payer, snoozed, tripped }: Applied,
  subject: Subject,
  known: Omit<DecisionInput, "rules" | "allowFirst" | "isModelTripped">,
): Judgement {
  const looked = lookThrough(inForce, subject, { payer, snoozed });
  const listHits = hitsOfLists(lists);
  const decision = decide({
    ...known,
    // What people put on a list by name goes before what rules make of a payment.
    rules: [
      ...listHits.map(({ ref, action }) => ({ ruleId: ref, action, verdict: "hit" as const })),
      ...looked.flatMap(({ rule: { id, ref, action }, result }) =>
        result === "shadow_hit" || result === "snoozed"
          ? []
          : [
              {
                ruleId: ref,
                action: action === "BLOCK" && tripped.has(id) ? "REVIEW" : action,
                verdict: result,
              } as const,
            ],
      ),
    ],
    allowFirst: inForce.allowFirst,
    isModelTripped: tripped.has(MODEL),
  });
  return { looked, listHits, decision };
}
