import type { Call } from "./api.ts";
import type { Language } from "./api-types.ts";

/** A call that changes something: one command under one key, however often the network makes it be sent. */
export const command = (
  language: Language,
  method: NonNullable<Call["method"]>,
  body?: unknown,
  idempotencyKey: string = crypto.randomUUID(),
): Call => ({ method, body, language, idempotencyKey });
