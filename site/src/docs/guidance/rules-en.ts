import type { Guidance } from "../guidance.ts";

/** Of rules, proposals, backtests and aggregates. */
export const rulesEn: Record<string, Guidance> = {
  "antifraud.too_many_rules": {
    meaning:
      "An organisation keeps up to {most_rules} rules, of which {most_enabled_rules} may be enabled. One of the two is reached; detail says which. Nothing was saved.",
    remedy:
      "Delete a rule that is not needed (DELETE /api/antifraud/rules/{rule_id}), disable it, or put several rules into one condition.",
  },
  "antifraud.rule_taken": {
    meaning: "There is a rule of this rule_id already: one of yours, or a built-in one. It was not changed.",
    remedy: "Give the new rule another rule_id. To change the one there is, use PUT /api/antifraud/rules/{rule_id}.",
  },
  "antifraud.rule_built_in": {
    meaning: "This rule comes with the service: it cannot be changed, deleted or rolled back.",
    remedy:
      "Where something else is needed, write a rule of your own; the evidence of each payment shows which of them hit.",
  },
  "antifraud.rule_asks_no_list": {
    meaning: "One of the lists that the rule asks was deleted meanwhile. The rule was not saved.",
    remedy: "See the lists with GET /api/antifraud/lists, then name one that exists in the rule or make the list anew.",
  },
  "antifraud.too_many_snoozes": {
    meaning: "Up to {most_snoozes} snoozes may run at once, and they do. None was added.",
    remedy:
      "End those that are not needed, or wait until some run out. Where many payers need one, better mend the rule's condition.",
  },
  "antifraud.proposal_closed": {
    meaning:
      "This proposal was decided on, withdrawn, or has run out (a proposal waits for {proposal_days} days). Nothing changed.",
    remedy: "GET /api/antifraud/rules/proposals/{id} shows its state. If the change is still wanted, propose it anew.",
  },
  "antifraud.proposal_stale": {
    meaning:
      "What the proposal rests on was changed after it was sent; approving it would undo that change. Nothing was written.",
    remedy: "Read the rule as it is now, and propose the change anew.",
  },
  "antifraud.too_many_backtests": {
    meaning: "Up to {most_backtests} backtests wait or run at once, and they do. None was begun.",
    remedy:
      "Wait for one to end, or stop one that is not needed with POST /api/antifraud/backtests/{backtest_id}/cancel.",
  },
  "antifraud.backtest_over": {
    meaning: "The backtest has ended or failed already, so there is nothing to cancel.",
    remedy: "Read its result with GET /api/antifraud/backtests/{backtest_id}; delete it if it is not needed.",
  },
  "antifraud.too_many_aggregates": {
    meaning:
      "An organisation has up to {most_aggregates} aggregates, since each is counted with every payment. None was made.",
    remedy: "Delete one that no rule needs (DELETE /api/antifraud/aggregates/{name}).",
  },
  "antifraud.aggregate_taken": {
    meaning: "There is an aggregate of this name already. It was not changed.",
    remedy: "Choose another name, or change the one there is with PUT /api/antifraud/aggregates/{name}.",
  },
  "antifraud.aggregate_in_use": {
    meaning: "Rules use the aggregate; errors lists their rule_id. It was not deleted.",
    remedy: "Take it out of those rules, or delete them, then try again.",
  },
  "antifraud.aggregate_warm": {
    meaning:
      "The aggregate counts its whole window already, so there is nothing to fill in from history. Nothing was begun.",
    remedy: "Nothing needs to be done: use it in rules as it is.",
  },
  "antifraud.own_proposal": {
    meaning: "You cannot decide on your own proposal: a second person has to look at it. It goes on waiting.",
    remedy: "Ask a colleague who may; if you changed your mind, withdraw it with DELETE.",
  },
  "antifraud.not_your_proposal": {
    meaning: "Only whoever made a proposal can withdraw it. It was not changed.",
    remedy: "If you are against it, reject it with POST /api/antifraud/rules/proposals/{id}/reject.",
  },
};
