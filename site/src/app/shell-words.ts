import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import type { MenuPage } from "./pages.ts";

/** What the frame of a page needs in its language, as the layout wrote it beside the frame. */
export type ShellWords = {
  language: Language;
  ui: Dictionary["ui"];
  shell: Dictionary["shell"];
  theme: Dictionary["theme"];
  forms: Dictionary["forms"];
  signIn: Dictionary["signIn"];
  stillSignedIn: string;
  languages: { name: string; href: string; isCurrent: boolean }[];
  pages: MenuPage[];
  /** Where a payment is shown; its id goes to the end. */
  transactionPath: string;
};

/** Reads them; the layout writes them into every page of the application. */
export function readShellWords(): ShellWords {
  // SAFETY: AppPage.astro writes this block from a value of this type.
  return JSON.parse(document.getElementById("shell-props")?.textContent ?? "{}") as ShellWords;
}
