import { type Decision, type DecisionInput, decide } from "./decide.ts";
import { lookThrough, type RulesInForce } from "./own-rules/rules-in-force.ts";
import type { Subject } from "./rule-language/expression.ts";

/** What every rule said of a payment, and what was decided by it. */
export type Judgement = { looked: ReturnType<typeof lookThrough>; decision: Decision };

/** Holds a payment against the rules and decides; the same for one that waits for its answer and for one of the past. Pure. */
export function judgePayment(
  inForce: RulesInForce,
  subject: Subject,
  known: Omit<DecisionInput, "rules" | "allowFirst">,
): Judgement {
  const looked = lookThrough(inForce, subject);
  const decision = decide({
    ...known,
    rules: looked.flatMap(({ rule: { ref, action }, result }) =>
      result === "shadow_hit" ? [] : [{ ruleId: ref, action, verdict: result }],
    ),
    allowFirst: inForce.allowFirst,
  });
  return { looked, decision };
}
