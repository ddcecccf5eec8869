import type { ProposalView } from "../api-types.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import type { ProposalWords } from "./words.ts";

/** What proposals can be narrowed by. */
export function proposalFields({ proposals }: Pick<ProposalWords, "proposals">): FilterField[] {
  const options = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [
    { name: "state", title: proposals.filters.state, options: options(proposals.states) },
    { name: "kind", title: proposals.filters.kind, options: options(proposals.kinds) },
  ];
}

/** What a proposal is about, as people call it. */
export const subjectOf = ({ kind, rule, rule_id }: ProposalView, { proposals }: ProposalWords): string =>
  kind === "policy" ? proposals.policy : (rule?.name ?? rule_id ?? "");

/** Whether a proposal is among what was asked for; its state the API narrows by already. */
export function passesFilter({ fields, words }: Filter, proposal: ProposalView): boolean {
  if (fields.kind && proposal.kind !== fields.kind) return false;
  const text = fold([proposal.rule?.name, proposal.rule_id, proposal.comment, proposal.proposed_by].join(" "));
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
