import { h, render } from "preact";
import { onFactorAsked, onSessionEnd } from "../api.ts";
import type { Language } from "../api-types.ts";
import { followOtherTabs, leaveToSignIn } from "../session.ts";
import { isSamePerson } from "./profile.ts";
import { readShellWords } from "./shell-words.ts";
import { askForFactor } from "./step-up.ts";
import { isSomethingUnsent, loadAnew, watchWriting } from "./unsent-work.ts";

/** Resolves with whether the same person is signed in again. */
let asking: Promise<boolean> | undefined;
let settle: ((isSignedIn: boolean) => void) | undefined;
let isGuarded = false;
let isLeaving = false;

/**
 * Watches over the session of a page of the application. One that ended before anything was shown leads to sign in; one that
 * ends mid-work asks for the password over the page, and what was being sent is sent again. In other tabs too: whoever signs
 * in there as the same person goes on here; whoever signs out there is asked here, where something is written, before it is lost.
 */
export function guardSession(language: Language): void {
  if (isGuarded) return;
  isGuarded = true;
  onSessionEnd((wasSignedIn) => {
    if (wasSignedIn) return askToSignIn(language);
    // Once, though every request of the page was refused: each further navigation would begin the first anew.
    if (!isLeaving) leaveToSignIn(language);
    isLeaving = true;
    return new Promise(() => undefined);
  });
  onFactorAsked(askForFactor);
  watchWriting();
  followOtherTabs({
    onSignIn: () => void goOn(language),
    onSignOut: () => void (isSomethingUnsent() ? askToSignIn(language) : leaveToSignIn(language)),
  });
}

function askToSignIn(language: Language): Promise<boolean> {
  asking ??= new Promise<boolean>((done) => {
    settle = done;
    void showDialog(language);
  });
  return asking;
}

async function showDialog(language: Language): Promise<void> {
  const { SignInDialog } = await import("./SignInDialog.tsx");
  const place = document.body.appendChild(document.createElement("div"));
  void asking?.finally(() => {
    asking = undefined;
    settle = undefined;
    render(null, place);
    place.remove();
  });
  render(h(SignInDialog, { ...readShellWords(), onSignedIn: () => void goOn(language) }), place);
}

/** What was waiting goes on as the same person; somebody else sees their own page. */
async function goOn(language: Language): Promise<void> {
  if (!(await isSamePerson(language))) return loadAnew();
  settle?.(true);
}
