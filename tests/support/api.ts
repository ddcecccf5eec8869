import { exports } from "cloudflare:workers";

type Caller = { token: string };
type Options = { headers?: Record<string, string> };

/** Speaks HTTP to the Worker as one caller, or as nobody. */
export function api(caller?: Caller, { headers = {} }: Options = {}) {
  const send = (method: string, path: string, body?: unknown) =>
    exports.default.fetch(
      new Request(`https://api.test${path}`, {
        method,
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(caller && { authorization: `Bearer ${caller.token}` }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
  return {
    get: (path: string) => send("GET", path),
    post: (path: string, body: unknown) => send("POST", path, body),
    delete: (path: string) => send("DELETE", path),
    send,
    /** Submits a transaction; tests that look only at the decision read it from here. */
    submit: (transaction: unknown) => send("POST", "/api/antifraud/transactions/submit", transaction),
  };
}

/** The body of an answer that a test describes further. */
export const bodyOf = async <T = Record<string, unknown>>(response: Response): Promise<T> =>
  (await response.json()) as T;
