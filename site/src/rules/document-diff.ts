/** A line of two texts held against each other. */
export type DiffLine = { mark: " " | "+" | "-"; text: string };

/** What two texts have in common and what not, line by line (longest common subsequence). */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ mark: " ", text: a[i++]! });
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push({ mark: "-", text: a[i++]! });
    else lines.push({ mark: "+", text: b[j++]! });
  }
  return lines;
}

/** What is compared of a rule, or of a policy, in the order in which it is told. */
export type Comparable = Record<string, unknown>;

export type FieldChange = { field: string; before: unknown; after: unknown };

/** The fields that differ; where one side is not there, every field of the other that says something. */
export function changedFields(before: Comparable | null, after: Comparable | null, fields: readonly string[]) {
  // Nothing said is nothing said, however it is written.
  const said = (value: unknown) =>
    value === "" || (Array.isArray(value) && value.length === 0) ? null : (value ?? null);
  return fields.flatMap((field): FieldChange[] => {
    const [from, to] = [said(before?.[field]), said(after?.[field])];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, before: from, after: to }];
  });
}

/** What a rule says, from its name to whom it tells. */
export const ruleFields = [
  "name",
  "description",
  "enabled",
  "state",
  "canary_percent",
  "action",
  "priority",
  "conditions",
  "expression",
  "notify",
] as const;
