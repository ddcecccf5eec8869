/**
 * Maps a probability onto 0–1000 by straight lines between the points of a scale. The points are set on the
 * false-positive rate of legitimate traffic, so that thresholds keep their meaning when the model changes.
 */
export function toScore(
  scale: readonly (readonly [probability: number, score: number])[],
  probability: number,
): number {
  const upper = scale.findIndex(([point]) => probability <= point);
  if (upper < 0) return Math.round(scale.at(-1)?.[1] ?? 0);
  const [toP, toS] = scale[upper]!;
  if (upper === 0) return Math.round(toS);
  const [fromP, fromS] = scale[upper - 1]!;
  return Math.round(fromS + ((probability - fromP) / (toP - fromP || 1)) * (toS - fromS));
}
