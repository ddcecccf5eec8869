import type { Call } from "./api.ts";

/** Commands that no answer came to, with the key that each was sent under. */
const keys = new Map<string, string>();

/** What makes a command the same one; a file is not read for it. */
const nameOf = (path: string, { method, body, ifMatch, mode }: Call): string | undefined =>
  body instanceof FormData ? undefined : JSON.stringify([method, path, body, ifMatch, mode]);

/** The key that a call is sent under: of a command that may have been done already the one that it had then. */
export const keyOf = (path: string, call: Call): string | undefined =>
  call.idempotencyKey && (keys.get(nameOf(path, call) ?? "") ?? call.idempotencyKey);

/** Keeps the key of a command that no answer came to, until one does. */
export function noteAnswer(path: string, call: Call, isAnswered: boolean): void {
  const name = nameOf(path, call);
  if (name === undefined || !call.idempotencyKey) return;
  if (isAnswered) keys.delete(name);
  else keys.set(name, call.idempotencyKey);
}
