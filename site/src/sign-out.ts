import { callApi } from "./api.ts";
import type { Language } from "./api-types.ts";
import { noteSignOut } from "./session.ts";
import { forgetKeptViews } from "./ui/kept-views.ts";

/** Ends the session in every tab; whether it is over. What the server did not hear of is still open, since only it takes the cookies. */
export async function signOut(language: Language): Promise<boolean> {
  const outcome = await callApi("/api/auth/logout", { method: "POST", language });
  const isOver = outcome.ok || outcome.failure.kind === "signed_out";
  if (isOver) {
    forgetKeptViews();
    noteSignOut();
  }
  return isOver;
}
