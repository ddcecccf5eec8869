/** The normal quantile of a two-sided 95 %. */
const Z = 1.959963984540054;

/**
 * The lower end of Wilson's interval of 95 % for a share (E. B. Wilson, 1927): what may be said of it after so many trials. One
 * fraud among two payments is less of a sign than a hundred among a thousand.
 */
export function wilsonLower(successes: number, trials: number): number {
  if (trials === 0 || successes === 0) return 0;
  const share = successes / trials;
  const square = Z * Z;
  const centre = share + square / (2 * trials);
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return (centre - spread) / (1 + square / trials);
}
