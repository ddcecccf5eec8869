export const statuses = ["waiting", "running", "done", "cancelled", "failed"] as const;

/** How a payment turned out, as far as anyone reported. */
export const labels = ["fraud", "legitimate", "unknown"] as const;
export type Label = (typeof labels)[number];

/**
 * Why a decision cannot be made again: the sandbox staged it by its amount; its evidence is of a form that holds no feature
 * vector or no list of rules; or it names a rule that is known no more.
 */
export const obstacles = ["staged", "unreadable_evidence", "unknown_rule"] as const;
export type Obstacle = (typeof obstacles)[number];
