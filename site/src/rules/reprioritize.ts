/** What the order of rules rests on. */
export type Ranked = { rule_id: string; priority: number; built_in: boolean };

const HIGHEST = 1_000_000;
/** Left between rules that have to make room, so that the next one moves alone. */
const STEP = 10;

const comesBefore = (a: Ranked | undefined, b: Ranked | undefined): boolean =>
  !a || !b || a.priority < b.priority || (a.priority === b.priority && a.rule_id < b.rule_id);

/**
 * The priorities that bring a rule to a place in the list (`to` counts without it), those of as few rules as possible. Empty
 * where it stands there; undefined where no priority does it, since built-in rules keep theirs.
 */
export function reprioritize(
  rules: readonly Ranked[],
  ruleId: string,
  to: number,
): ReadonlyMap<string, number> | undefined {
  const moved = rules.find(({ rule_id }) => rule_id === ruleId);
  if (!moved || moved.built_in) return undefined;
  const others = rules.filter((rule) => rule !== moved);
  const [above, below] = [others[to - 1], others[to]];
  const fits = (priority: number) => {
    const there = { ...moved, priority };
    return priority >= 0 && priority <= HIGHEST && comesBefore(above, there) && comesBefore(there, below);
  };
  if (fits(moved.priority)) return new Map();
  const alone = candidates(above, below).find(fits);
  if (alone !== undefined) return new Map([[ruleId, alone]]);
  return makeRoom(others.slice(to), moved, above);
}

function candidates(above: Ranked | undefined, below: Ranked | undefined): number[] {
  if (!above)
    return below ? [Math.max(0, below.priority - STEP), Math.max(0, below.priority - 1), below.priority] : [0];
  if (!below) return [Math.min(HIGHEST, above.priority + STEP), above.priority];
  return [Math.floor((above.priority + below.priority) / 2), above.priority + 1, above.priority, below.priority];
}

/** Pushes down what follows until it is in order again. */
function makeRoom(following: readonly Ranked[], moved: Ranked, above: Ranked | undefined) {
  let last: Ranked = { ...moved, priority: above ? above.priority + 1 : 0 };
  const changes = new Map([[moved.rule_id, last.priority]]);
  for (const rule of following) {
    if (comesBefore(last, rule)) break;
    if (rule.built_in) return undefined;
    last = { ...rule, priority: last.priority + STEP };
    changes.set(rule.rule_id, last.priority);
  }
  return last.priority > HIGHEST ? undefined : changes;
}
