/**
 * Whether a cron expression of wrangler.toml is due in the minute of `at`, in UTC. Fields are numbers or stars: minute, hour,
 * day of the month, month, day of the week.
 */
export function isDue(expression: string, at: Date): boolean {
  const fields = expression.split(" ");
  if (fields.length !== 5 || fields.some((field) => !/^(\*|\d+)$/.test(field)))
    throw new Error(`The local server knows only crons of five numbers or stars, not "${expression}"`);
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return fields.every((field, i) => field === "*" || Number(field) === now[i]);
}
