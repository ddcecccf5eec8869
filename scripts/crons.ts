/**
 * Whether a cron expression of wrangler.toml is due in the minute of `at`, in UTC. Fields are numbers, stars, or stars with
 * a step behind a slash: minute, hour, day of the month, month, day of the week.
 */
export function isDue(expression: string, at: Date): boolean {
  const fields = expression.split(" ");
  if (fields.length !== 5 || fields.some((field) => !/^(\*(\/[1-9]\d*)?|\d+)$/.test(field)))
    throw new Error(`The local server knows only crons of five numbers, stars or steps, not "${expression}"`);
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return fields.every((field, i) => {
    const [star, step = "1"] = field.split("/");
    return star === "*" ? (now[i]! - lowest[i]!) % Number(step) === 0 : Number(field) === now[i];
  });
}

/** Where each field begins to count; days and months begin at one. */
const lowest = [0, 0, 1, 1, 0];
