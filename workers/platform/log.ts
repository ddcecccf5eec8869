type Fields = Record<string, string | number | boolean | null | undefined>;

/**
 * One structured line. Fields are ids, counts, codes and times: never a body, a header or a value that a customer sent.
 */
export function log(level: "info" | "warn" | "error", message: string, fields: Fields = {}): void {
  console[level](JSON.stringify({ level, message, ...fields }));
}

/** What may be said of an unexpected failure: its name and message. A failed query ends in its parameters, which are left out. */
export function describeFailure(failure: unknown): { failure: string } {
  const words = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
  return { failure: words.split(/\bparams:/)[0]!.slice(0, 1000) };
}
