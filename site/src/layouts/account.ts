import { callApi } from "../api.ts";
import type { Language, Profile } from "../api-types.ts";
import { pathTo } from "../paths.ts";
import { followOtherTabs } from "../session.ts";
import { signOut } from "../sign-out.ts";

/** Fills in who is signed in at the foot of the rail, and lets them leave. */
const account = document.querySelector<HTMLElement>("[data-account]");
const leave = account?.querySelector<HTMLButtonElement>("[data-sign-out]");
// SAFETY: the layout writes one of our languages there.
const language = document.documentElement.lang as Language;

const still = account?.parentElement?.querySelector<HTMLElement>("[data-still]");

leave?.addEventListener("click", async () => {
  if (await signOut(language)) return location.assign(pathTo(language, "signIn"));
  if (!still) return;
  still.textContent = still.dataset.still ?? "";
  still.hidden = false;
});
followOtherTabs(language);

// What happens to a signed-out visitor is the page's own matter.
if (account) {
  const outcome = await callApi<Profile>("/api/users/me", { language });
  if (outcome.ok) {
    write("[data-person]", outcome.data.full_name);
    write("[data-organization]", outcome.data.organization_name);
    if (leave) leave.title = `${leave.ariaLabel}: ${outcome.data.full_name}, ${outcome.data.organization_name}`;
  }
}

function write(selector: string, text: string): void {
  const place = account?.querySelector<HTMLElement>(selector);
  if (!place) return;
  place.textContent = text;
  place.title = text;
}
