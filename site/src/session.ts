import type { Language } from "./api-types.ts";
import { pathTo } from "./paths.ts";

/** What tabs tell each other: none of them can see the cookies that the session is in. */
type News = "refreshed" | "signed_in" | "signed_out";

const LOCK = "aifoundry.refresh";
const REFRESH = "/api/auth/refresh-token";

// Drawn at build time too, where there are no tabs.
const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("aifoundry.session");
/** When a tab last got new cookies, in milliseconds of this page. */
let refreshedAt = Number.NEGATIVE_INFINITY;

tabs?.addEventListener("message", ({ data }) => {
  if (data === "refreshed") refreshedAt = performance.now();
});

/** Asks for cookies instead of tokens, wherever an answer may sign in. */
export const sessionHeaders = { "foundry-session": "cookie" };

/**
 * Gets the session new cookies, for a request that was refused; the answer, or undefined where somebody got them since that
 * was sent (`sentAt`, milliseconds of this page). Tabs wait for each other, so that one refresh does for all of them.
 */
export async function refreshSession(
  language: Language,
  sentAt: number,
  timeoutMs: number,
): Promise<Response | undefined> {
  const refresh = async () => {
    if (refreshedAt >= sentAt) return undefined;
    const response = await fetch(REFRESH, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        ...sessionHeaders,
        accept: "application/json",
        "accept-language": language,
        "content-type": "application/json",
      },
      body: "{}",
      signal: AbortSignal.timeout(timeoutMs),
      // Whoever leaves the page meanwhile needs the new cookies on the next one.
      keepalive: true,
    });
    if (response.ok) {
      refreshedAt = performance.now();
      tell("refreshed");
    }
    return response;
  };
  // Without locks two refreshes at once still get the same successor from the server.
  return navigator.locks ? navigator.locks.request(LOCK, refresh) : refresh();
}

/** Lets the other tabs know that somebody signed in here, maybe somebody else. */
export const noteSignIn = (): void => tell("signed_in");

/** Lets the other tabs know that nobody is signed in any more. */
export const noteSignOut = (): void => tell("signed_out");

/** Follows what happens to the session in other tabs. */
export function followOtherTabs({ onSignIn, onSignOut }: { onSignIn: () => void; onSignOut: () => void }): void {
  tabs?.addEventListener("message", ({ data }) => {
    if (data === "signed_out") onSignOut();
    if (data === "signed_in") onSignIn();
  });
}

/** Asks to sign in, to come back to where one was. */
export function leaveToSignIn(language: Language): void {
  location.replace(pathTo(language, "signIn", { next: location.pathname + location.search }));
}

const tell = (news: News): void => tabs?.postMessage(news);
