/** What is proposed: a rule to be added, replaced or removed, or another policy. */
export const proposalKinds = ["add", "replace", "remove", "policy"] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** What is kept of where a proposal stands; one that is pending for too long is expired. */
export const keptStates = ["pending", "approved", "rejected", "withdrawn"] as const;
export const proposalStates = [...keptStates, "expired"] as const;
export type ProposalState = (typeof proposalStates)[number];
