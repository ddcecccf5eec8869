/**
 * Whether a cron expression of wrangler.toml is due in the minute of `at`, in UTC. Fields are numbers, stars, or a star over
 * a number (every so many): minute, hour, day of the month, month, day of the week.
 */
export function isDue(expression: string, at: Date): boolean {
  const fields = expression.split(" ");
  if (fields.length !== 5 || fields.some((field) => !/^(\*|\*\/[1-9]\d*|\d+)$/.test(field)))
    throw new Error(
      `The local server knows only crons of five numbers, stars or stars over numbers, not "${expression}"`,
    );
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  // Days and months begin with 1, so every second one is the first, the third and so on.
  const begins = [0, 0, 1, 1, 0];
  return fields.every((field, i) => {
    if (field === "*") return true;
    const [, every] = field.split("/");
    return every === undefined ? Number(field) === now[i] : (now[i]! - begins[i]!) % Number(every) === 0;
  });
}
