import { ProviderUnreachable, type Refusal } from "./provider.ts";

export type Answer = { status: number; headers: Headers; text: string };

/** Asks a provider; a redirect is an answer, since credentials go nowhere else. Throws where there is none. */
export async function askProvider(url: string, init: RequestInit, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, method: "POST", redirect: "manual", signal });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (failure) {
    throw new ProviderUnreachable(signal.aborted ? "timeout" : "unreachable", { cause: failure });
  }
}

/** Statuses that speak of the message itself. All others speak of the service, of the key or of how often we ask. */
const aboutTheMessage = new Set([400, 409, 413, 414, 415, 422, 451]);

/** What an answer other than success means. `detail` is cut down to what names a field or a code. */
export function refusalOf({ status, headers }: Answer, now: number, detail: unknown = ""): Refusal {
  const code = typeof detail === "number" || typeof detail === "string" ? String(detail) : "";
  const reason = `status ${status} ${/^[\w.[\]-]{0,80}$/.test(code) ? code : ""}`.trimEnd();
  return aboutTheMessage.has(status)
    ? { kind: "never", reason }
    : { kind: "later", reason, retryAfterMs: retryAfterMs(headers, now) };
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or `X-RateLimit-Reset` in epoch seconds; milliseconds from now. */
function retryAfterMs(headers: Headers, now: number): number | undefined {
  const after = headers.get("retry-after");
  const reset = headers.get("x-ratelimit-reset");
  const ms =
    after === null
      ? reset === null
        ? Number.NaN
        : Number(reset) * 1000 - now
      : /^\d+$/.test(after)
        ? Number(after) * 1000
        : Date.parse(after) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The JSON of an answer, or an empty object for anything else, such as the page of a proxy. */
export function jsonOf({ text }: Answer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The digits of a number in Uzbekistan, which is all that the local providers reach; null for any other. */
export const uzbekDigits = (phone: string): string | null => /^\+(998\d{9})$/.exec(phone)?.[1] ?? null;
