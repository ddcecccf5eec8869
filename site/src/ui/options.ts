/** A dictionary's names of values as choices, in their order there. */
export const optionsOf = <T extends string>(labels: Record<T, string>): { value: T; label: string }[] =>
  // SAFETY: the keys of a record are those of its type.
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }));
