import type { Language } from "./api-types.ts";
import { pathTo } from "./paths.ts";

const KEY = "aifoundry.session";

export type Session = { access_token: string; expires_at: number };

/** The signed-in person's token, unless it is missing or has run out. */
export function readSession(): Session | undefined {
  try {
    // SAFETY: only saveSession() writes under this key.
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Session | null;
    return session && session.expires_at > Date.now() ? session : undefined;
  } catch {
    return undefined;
  }
}

export function saveSession(signedIn: { access_token: string; expires_in: number }): void {
  const session: Session = { access_token: signedIn.access_token, expires_at: Date.now() + signedIn.expires_in * 1000 };
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export const endSession = (): void => sessionStorage.removeItem(KEY);

/** Forgets the session and asks to sign in, to come back to where one was. */
export function leaveToSignIn(language: Language): void {
  endSession();
  location.replace(pathTo(language, "signIn", { next: location.pathname + location.search }));
}
