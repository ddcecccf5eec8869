import { useLayoutEffect, useState } from "preact/hooks";
import { fill } from "../i18n/fill.ts";
import { chooseMode, currentMode } from "../mode.ts";
import { pathTo } from "../paths.ts";
import { signOut } from "../sign-out.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { showToast } from "../ui/toast.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { KeyList } from "./KeyList.tsx";
import { useKeys } from "./keys.ts";
import { ModeBanner } from "./ModeBanner.tsx";
import { OfflineBanner } from "./OfflineBanner.tsx";
import { Palette } from "./Palette.tsx";
import type { ShellWords } from "./shell-words.ts";

type Open = "palette" | "keys" | undefined;

/** What stands over every page: the palette, the list of keys, passing news, the offline banner; and the keys of all pages. */
export function Shell(words: ShellWords) {
  const { language, ui, shell, pages, stillSignedIn } = words;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const leave = async () => {
    if (await signOut(language)) return location.assign(pathTo(language, "signIn"));
    showToast(stillSignedIn, { tone: "bad" });
  };

  useKeys(
    [
      { key: "mod+k", label: shell.keys.palette, run: () => setOpen("palette") },
      { key: "?", label: shell.keys.list, run: () => setOpen("keys") },
      ...pages.flatMap(({ key, title, href }) =>
        key ? [{ key: `g${key}`, label: fill(shell.keys.go, { page: title }), run: () => location.assign(href) }] : [],
      ),
    ],
    true,
  );
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        !(event.metaKey || event.ctrlKey) ||
        event.code !== "KeyK" ||
        document.querySelector("dialog[open]:not(.palette)")
      )
        return;
      event.preventDefault();
      setOpen((now) => (now === "palette" ? undefined : "palette"));
    };
    // Buttons anywhere on the page, also those that no island drew.
    const click = (event: MouseEvent) => {
      const command = (event.target as Element).closest<HTMLElement>("[data-command]")?.dataset.command;
      if (command === "palette" || command === "keys") setOpen(command);
      if (command === "mode") chooseMode(currentMode() === "live" ? "test" : "live");
      if (command !== "sign-out") return;
      document.getElementById("account")?.hidePopover();
      void leave();
    };
    window.addEventListener("keydown", press);
    document.addEventListener("click", click);
    return () => {
      window.removeEventListener("keydown", press);
      document.removeEventListener("click", click);
    };
  }, []);

  return (
    <UiWordsProvider language={language} ui={ui}>
      <OfflineBanner text={shell.offline} />
      <ModeBanner words={shell.mode} />
      <Palette words={words} isOpen={open === "palette"} onClose={close} onSignOut={leave} />
      <KeyList words={shell.keys} isOpen={open === "keys"} onClose={close} />
      <Toasts />
    </UiWordsProvider>
  );
}
