import type { Language } from "./api-types.ts";
import { refreshSession, sessionHeaders } from "./session.ts";

/** The body of a failure (RFC 9457), as far as the pages use it. */
export type ProblemBody = {
  title: string;
  code: string;
  detail?: string;
  requestId?: string;
  errors?: { path: string; message: string }[];
};

export type FailureKind = "offline" | "signed_out" | "forbidden" | "not_found" | "invalid" | "too_many" | "server";

export type Failure = { kind: FailureKind; problem?: ProblemBody; retryAfterS?: number };

export type Outcome<T> = { ok: true; data: T } | { ok: false; failure: Failure };

type Call = {
  method?: "GET" | "POST";
  body?: unknown;
  language: Language;
  signal?: AbortSignal;
  /** Whether the answer may sign in, which then is by cookie. */
  signsIn?: boolean;
};

const TIMEOUT_MS = 15_000;

/**
 * Asks the API, as the signed-in person where there is one; a session whose time is up is refreshed and the request repeated,
 * once. Never throws: a failure is an answer too.
 */
export async function callApi<T>(path: string, call: Call): Promise<Outcome<T>> {
  try {
    const sentAt = performance.now();
    const first = await ask<T>(path, call);
    if (first.ok || first.failure.problem?.code !== "auth.not_authenticated") return first;
    const refreshed = await refreshSession(call.language, sentAt, TIMEOUT_MS);
    // A refresh that failed for another reason does not end the session: that reason is told.
    if (refreshed?.ok === false) return { ok: false, failure: await readFailure(refreshed) };
    return await ask<T>(path, call);
  } catch {
    return { ok: false, failure: { kind: navigator.onLine ? "server" : "offline" } };
  }
}

async function ask<T>(
  path: string,
  { method = "GET", body, language, signal, signsIn = false }: Call,
): Promise<Outcome<T>> {
  const headers = new Headers({ accept: "application/json", "accept-language": language });
  if (signsIn) for (const [name, value] of Object.entries(sessionHeaders)) headers.set(name, value);
  // The gateway takes nothing but JSON, which a foreign form cannot send: a command without details sends an empty object.
  if (method === "POST") headers.set("content-type", "application/json");
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(path, {
    method,
    headers,
    credentials: "same-origin",
    body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  if (!response.ok) return { ok: false, failure: await readFailure(response) };
  // SAFETY: the contract of the route says what it answers; callApi() catches a broken body.
  if (response.status === 204) return { ok: true, data: undefined as T };
  return { ok: true, data: (await response.json()) as T };
}

async function readFailure(response: Response): Promise<Failure> {
  const isProblem = response.headers.get("content-type")?.includes("problem+json");
  const problem = isProblem ? ((await response.json().catch(() => undefined)) as ProblemBody | undefined) : undefined;
  const retryAfterS = Number(response.headers.get("retry-after")) || undefined;
  return { kind: kindOf(response.status), problem, retryAfterS };
}

function kindOf(status: number): FailureKind {
  if (status === 401) return "signed_out";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 429) return "too_many";
  return status >= 500 ? "server" : "invalid";
}
