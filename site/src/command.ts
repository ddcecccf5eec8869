import { type Call, callApi, type Outcome } from "./api.ts";
import type { Language } from "./api-types.ts";

type Command = { method?: Call["method"]; body?: unknown; ifMatch?: string };

/** Changes something, once for each press, however often the network makes it be sent. */
export const sendCommand = <T>(
  path: string,
  language: Language,
  { method = "POST", body, ifMatch }: Command = {},
): Promise<Outcome<T>> => callApi<T>(path, { method, body, ifMatch, language, idempotencyKey: crypto.randomUUID() });
