import { type Call, callApi, type Outcome } from "./api.ts";
import type { Language } from "./api-types.ts";

/** A call that changes something: one command under one key, however often the network makes it be sent. */
export const command = (
  language: Language,
  method: NonNullable<Call["method"]>,
  body?: unknown,
  idempotencyKey: string = crypto.randomUUID(),
): Call => ({ method, body, language, idempotencyKey });

type Command = { method?: NonNullable<Call["method"]>; body?: unknown; ifMatch?: string };

/** Sends a command, one for each press. */
export const sendCommand = <T>(
  path: string,
  language: Language,
  { method = "POST", body, ifMatch }: Command = {},
): Promise<Outcome<T>> => callApi<T>(path, { ...command(language, method, body), ...(ifMatch && { ifMatch }) });
