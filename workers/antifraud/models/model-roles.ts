export const modelStatuses = ["candidate", "shadow", "canary", "champion", "retired"] as const;
export type ModelStatus = (typeof modelStatuses)[number];

/** Which model does what for an organisation, by id. No champion means the model that comes with the service. */
export type Roles = {
  champion: string | null;
  canary: { id: string; share: number } | null;
  shadows: string[];
  /** Champions to return to, the last one first to be returned to. */
  earlier: (string | null)[];
};

export const noRoles: Roles = { champion: null, canary: null, shadows: [], earlier: [] };

export type RoleChange =
  | { action: "shadow" | "promote" | "rollback"; id: string }
  | { action: "canary"; id: string; share: number };

/** The statuses that a change may begin from. A model decides alone only once it was seen beside the champion. */
export const startsFrom: Record<RoleChange["action"], readonly ModelStatus[]> = {
  shadow: ["candidate", "canary", "retired"],
  canary: ["candidate", "shadow", "canary", "retired"],
  promote: ["shadow", "canary"],
  rollback: ["shadow", "canary", "champion"],
};

/** Each costs an inference a payment and a session in memory. */
const MOST_SHADOWS = 2;
const MOST_EARLIER = 20;

/** The roles after a change, or why it is impossible. */
export function changeRoles(roles: Roles, status: ModelStatus, change: RoleChange): Roles | { refusal: string } {
  const { action, id } = change;
  if (!startsFrom[action].includes(status))
    return { refusal: `A ${status} cannot do this; it starts from ${startsFrom[action].join(", ")}` };
  const without: Roles = {
    ...roles,
    canary: roles.canary?.id === id ? null : roles.canary,
    shadows: roles.shadows.filter((shadow) => shadow !== id),
  };
  switch (action) {
    case "shadow":
      if (without.shadows.length >= MOST_SHADOWS)
        return { refusal: `${MOST_SHADOWS} models are in shadow already, roll one back first` };
      return { ...without, shadows: [...without.shadows, id] };
    case "canary":
      if (without.canary) return { refusal: `${without.canary.id} is the canary already, roll it back first` };
      return { ...without, canary: { id, share: change.share } };
    case "promote":
      return { ...without, champion: id, earlier: [...roles.earlier, roles.champion].slice(-MOST_EARLIER) };
    case "rollback":
      if (roles.champion !== id) return without;
      return returnTo({ ...without, champion: roles.earlier.at(-1) ?? null, earlier: roles.earlier.slice(0, -1) });
  }
}

/** A champion that is returned to watches no more. */
const returnTo = (roles: Roles): Roles => ({
  ...roles,
  canary: roles.canary?.id === roles.champion ? null : roles.canary,
  shadows: roles.shadows.filter((shadow) => shadow !== roles.champion),
});

/** A model's status by the roles; one that lost its role is retired if it decided alone, else a candidate again. */
export function statusIn(roles: Roles, id: string, before: ModelStatus): ModelStatus {
  if (roles.champion === id) return "champion";
  if (roles.canary?.id === id) return "canary";
  if (roles.shadows.includes(id)) return "shadow";
  return before === "champion" || before === "retired" ? "retired" : "candidate";
}
