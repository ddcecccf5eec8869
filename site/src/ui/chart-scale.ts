/** A round step so that about `count` of them reach `max`. */
export function niceStep(max: number, count: number): number {
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
}

/** The lines of a value axis from zero to the first round value that nothing exceeds. */
export function valueTicks(max: number, isWhole: boolean, count = 4): number[] {
  if (max <= 0) return [0, 1];
  const step = isWhole ? Math.max(1, niceStep(max, count)) : niceStep(max, count);
  const steps = Math.ceil(max / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** Places of a time axis at even distances, the last among them, as many as there is room for. */
export function timeTicks(length: number, room: number): number[] {
  const stride = Math.max(1, Math.ceil(length / Math.max(1, room)));
  const ticks: number[] = [];
  for (let index = length - 1; index >= 0; index -= stride) ticks.unshift(index);
  return ticks;
}

/** A line through the values there are, broken where one is missing. */
export function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
) {
  let isBroken = true;
  let path = "";
  values.forEach((value, index) => {
    if (value !== null) path += `${isBroken ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    isBroken = value === null;
  });
  return path;
}

/** Values that stand alone between gaps, which a line would not show. */
export const lonely = (values: readonly (number | null)[]): number[] =>
  values.flatMap((value, index) =>
    value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null ? [index] : [],
  );
