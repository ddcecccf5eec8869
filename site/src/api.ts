import type { Language } from "./api-types.ts";
import { learnTime } from "./clock.ts";
import { currentMode, hasSandbox } from "./mode.ts";
import { refreshSession, sessionHeaders } from "./session.ts";
import { keyOf, noteAnswer } from "./unanswered.ts";

/** The body of a failure (RFC 9457), as far as the pages use it. */
export type ProblemBody = {
  title: string;
  code: string;
  detail?: string;
  requestId?: string;
  errors?: { path: string; message: string }[];
};

export type FailureKind =
  | "offline"
  | "signed_out"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "invalid"
  | "too_many"
  | "server";

export type Failure = {
  kind: FailureKind;
  problem?: ProblemBody;
  retryAfterS?: number;
  /** Of a command that was sent and got no answer, so that nobody knows whether it was done: whether it may be sent again safely. */
  unanswered?: "repeatable" | "unrepeatable";
};

export type Outcome<T> = { ok: true; data: T; etag?: string } | { ok: false; failure: Failure };

export type Call = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  language: Language;
  signal?: AbortSignal;
  /** Whether the answer may sign in, which then is by cookie. */
  signsIn?: boolean;
  /** Makes a repeated command happen once; the same key for every try. */
  idempotencyKey?: string;
  /** The version that a change was made of, from `etag` of its reading. */
  ifMatch?: string;
  /** `test` for the organisation's sandbox instead of what is live; without it, of a product, what this tab looks at. */
  mode?: "live" | "test";
  /** A file answers as one, and may take its time. */
  isFile?: boolean;
};

/** Asked when the session is over; answers whether the request is worth repeating. */
type SessionEnd = (wasSignedIn: boolean) => Promise<boolean>;
/** Asked when the second factor has to be shown anew; answers whether it was. */
type FactorAsked = () => Promise<boolean>;

const TIMEOUT_MS = 15_000;
const FILE_TIMEOUT_MS = 600_000;
/** A wait that is longer is told to the reader instead. */
const LONGEST_WAIT_S = 10;
const TRIES = 3;

let endSession: SessionEnd | undefined;
let askFactor: FactorAsked | undefined;
let wasSignedIn = false;
/** When somebody signed in last, on the clock of the page. */
let signedInAt = Number.NEGATIVE_INFINITY;

/** Says what happens where a session is over and cannot be refreshed; without it, the failure is returned. */
export function onSessionEnd(ask: SessionEnd): void {
  endSession = ask;
}

/** Says how the second factor is shown anew, for what is done with it only; without it, the refusal is returned. */
export function onFactorAsked(ask: FactorAsked): void {
  askFactor = ask;
}

/**
 * Asks the API, as the signed-in person where there is one. A session whose time is up is refreshed and the request repeated,
 * once; a read that came too often waits as long as it was told to. A command that no answer came to has its key again when it
 * is sent again. Never throws: a failure is an answer too.
 */
export async function callApi<T>(path: string, given: Call): Promise<Outcome<T>> {
  const call = { ...given, idempotencyKey: keyOf(path, given) };
  const wasOnline = navigator.onLine;
  const outcome = await askWatched<T>(path, call);
  noteAnswer(path, call, outcome !== undefined);
  if (outcome) return outcome;
  const isUnknown = (call.method ?? "GET") !== "GET" && !call.signsIn && wasOnline;
  if (!isUnknown) return { ok: false, failure: { kind: navigator.onLine ? "server" : "offline" } };
  return { ok: false, failure: { kind: "server", unanswered: call.idempotencyKey ? "repeatable" : "unrepeatable" } };
}

/** The answer, whatever it takes to get it; undefined where none came. */
async function askWatched<T>(path: string, call: Call): Promise<Outcome<T> | undefined> {
  try {
    const sentAt = performance.now();
    const outcome = await askPatiently<T>(path, call);
    if (outcome.ok) wasSignedIn ||= !call.signsIn;
    if (outcome.ok && call.signsIn) signedInAt = performance.now();
    if (!outcome.ok && outcome.failure.problem?.code === "auth.step_up_required" && askFactor)
      return (await askFactor()) ? await ask<T>(path, call) : outcome;
    if (outcome.ok || outcome.failure.kind !== "signed_out" || call.signsIn || !endSession) return outcome;
    // Refused before somebody signed in, told after it: nothing has ended since.
    const isWorthRepeating = sentAt < signedInAt || (await endSession(wasSignedIn));
    return isWorthRepeating ? await ask<T>(path, call) : outcome;
  } catch {
    return undefined;
  }
}

async function askPatiently<T>(path: string, call: Call): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await askRefreshed<T>(path, call);
    if (outcome.ok || outcome.failure.kind !== "too_many" || (call.method ?? "GET") !== "GET") return outcome;
    const waitS = outcome.failure.retryAfterS ?? 1;
    if (attempt === TRIES || waitS > LONGEST_WAIT_S) return outcome;
    await new Promise((done) => setTimeout(done, waitS * 1000));
    if (call.signal?.aborted) return outcome;
  }
}

async function askRefreshed<T>(path: string, call: Call): Promise<Outcome<T>> {
  const sentAt = performance.now();
  const first = await ask<T>(path, call);
  if (first.ok || first.failure.problem?.code !== "auth.not_authenticated") return first;
  const refreshed = await refreshSession(call.language, sentAt, TIMEOUT_MS);
  // A refresh that failed for another reason does not end the session: that reason is told.
  if (refreshed?.ok === false) return { ok: false, failure: await readFailure(refreshed) };
  return await ask<T>(path, call);
}

async function ask<T>(path: string, call: Call): Promise<Outcome<T>> {
  const { method = "GET", body, language, signal, signsIn = false, idempotencyKey, ifMatch, mode, isFile } = call;
  const isForm = body instanceof FormData;
  const headers = new Headers({ accept: isFile ? "*/*" : "application/json", "accept-language": language });
  if (signsIn) for (const [name, value] of Object.entries(sessionHeaders)) headers.set(name, value);
  // The gateway takes nothing but JSON, which a foreign form cannot send: a command without details sends an empty object.
  // A form with files names its own boundary; only uploads take one, and from our own pages alone.
  if (method !== "GET" && !isForm) headers.set("content-type", "application/json");
  if (idempotencyKey) headers.set("idempotency-key", idempotencyKey);
  if (ifMatch) headers.set("if-match", ifMatch);
  const asked = mode ?? (hasSandbox(path) ? currentMode() : "live");
  if (asked === "test") headers.set("foundry-mode", asked);
  const timeout = AbortSignal.timeout(isFile || isForm ? FILE_TIMEOUT_MS : TIMEOUT_MS);
  const sentAt = Date.now();
  const response = await fetch(path, {
    method,
    headers,
    credentials: "same-origin",
    body: method === "GET" ? undefined : isForm ? body : JSON.stringify(body ?? {}),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  learnTime(response.headers.get("date"), sentAt, Date.now());
  if (!response.ok) return { ok: false, failure: await readFailure(response) };
  const etag = response.headers.get("etag") ?? undefined;
  // SAFETY: the contract of the route says what it answers; callApi() catches a broken body.
  if (isFile) return { ok: true, data: (await response.blob()) as T, etag };
  if (response.status === 204) return { ok: true, data: undefined as T, etag };
  return { ok: true, data: (await response.json()) as T, etag };
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
  if (status === 409 || status === 412) return "conflict";
  if (status === 429) return "too_many";
  return status >= 500 ? "server" : "invalid";
}
