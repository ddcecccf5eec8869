import { callApi } from "../api.ts";
import type { Language, Profile } from "../api-types.ts";
import { endSession, readSession } from "../session.ts";

/** Fills in who is signed in at the foot of the rail, and lets them leave. */
const account = document.querySelector<HTMLElement>("[data-account]");
const signOut = account?.querySelector<HTMLButtonElement>("[data-sign-out]");

signOut?.addEventListener("click", async () => {
  // Whether or not the server hears it, this browser forgets.
  await callApi("/api/auth/logout", { method: "POST", language: document.documentElement.lang as Language });
  endSession();
  location.assign(signOut.dataset.signOut ?? "/");
});

// What happens to a signed-out visitor is the page's own matter.
if (account && readSession()) {
  const outcome = await callApi<Profile>("/api/users/me", { language: document.documentElement.lang as Language });
  if (outcome.ok) {
    write("[data-person]", outcome.data.full_name);
    write("[data-organization]", outcome.data.organization_name);
    if (signOut) signOut.title = `${signOut.ariaLabel}: ${outcome.data.full_name}, ${outcome.data.organization_name}`;
  }
}

function write(selector: string, text: string): void {
  const place = account?.querySelector<HTMLElement>(selector);
  if (!place) return;
  place.textContent = text;
  place.title = text;
}
