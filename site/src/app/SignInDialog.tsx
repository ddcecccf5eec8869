import { pathTo } from "../paths.ts";
import { SignInForm } from "../sign-in/SignInForm.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import type { ShellWords } from "./shell-words.ts";

/** Asks for the password over the page, which stays as it is underneath. It cannot be left: nothing works without it. */
export function SignInDialog({
  language,
  ui,
  shell,
  forms,
  signIn,
  onSignedIn,
}: ShellWords & { onSignedIn: () => void }) {
  return (
    <UiWordsProvider language={language} ui={ui}>
      <Dialog title={shell.signIn.title} isOpen isClosable={false} onClose={() => undefined} class="max-w-[400px]">
        <p class="mb-5 text-ink-2">{shell.signIn.body}</p>
        <SignInForm language={language} text={{ ...forms, ...signIn }} onSignedIn={onSignedIn} />
        <p class="mt-4 text-13">
          <a class="link" href={pathTo(language, "signIn")}>
            {shell.signIn.leave}
          </a>
        </p>
      </Dialog>
    </UiWordsProvider>
  );
}
