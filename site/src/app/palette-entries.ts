import { fill } from "../i18n/fill.ts";
import { chooseMode, currentMode } from "../mode.ts";
import { fold } from "../ui/filter-query.ts";
import { pinTheme, readTheme, themes } from "../ui/theme.ts";
import { isAllowed, isPermitted } from "./access.ts";
import { listKeys } from "./keys.ts";
import { pageRequestCopy } from "./page-request.ts";
import { readAccess } from "./profile.ts";
import type { ShellWords } from "./shell-words.ts";

export type PaletteEntry = { id: string; group: string; label: string; hint?: string; href?: string; run?: () => void };

const toggleMode = () => chooseMode(currentMode() === "live" ? "test" : "live");

/** Everything that can be gone to or done here, for whoever is signed in. */
export function paletteEntries(words: ShellWords, signOut: () => void): PaletteEntry[] {
  const { palette } = words.shell;
  const access = readAccess();
  const pages = words.pages
    .filter((page) => access === undefined || isAllowed(access, page))
    .map(({ name, title, href, key }) => ({
      id: name,
      group: palette.pages,
      label: title,
      href,
      hint: key && `g${key}`,
    }));
  const actions = listKeys()
    .page.filter(({ isAction, isOff }) => isAction && !isOff)
    .map(({ key, label, run }) => ({ id: `key ${key}`, group: palette.actions, label, hint: key, run }));
  const languages = words.languages
    .filter(({ isCurrent }) => !isCurrent)
    .map(({ name, href }) => ({
      id: href,
      group: palette.actions,
      label: fill(palette.language, { name }),
      href: href + location.search,
    }));
  const looks = themes
    .filter((theme) => theme !== readTheme())
    .map((theme) => ({
      id: theme,
      group: palette.actions,
      label: fill(palette.theme, { name: words.theme[theme] }),
      run: () => pinTheme(theme),
    }));
  const copy = pageRequestCopy(palette.curlCopied);
  return [
    ...actions,
    ...(copy ? [{ id: "curl", group: palette.actions, label: palette.curl, run: copy }] : []),
    ...pages,
    ...languages,
    ...looks,
    ...(access && isPermitted(access.permissions, "read:sandbox")
      ? [{ id: "mode", group: palette.actions, label: words.shell.mode.toggle, run: toggleMode }]
      : []),
    { id: "out", group: palette.actions, label: palette.signOut, run: signOut },
  ];
}

/** The entries that hold every word that was typed; and where a payment's id may have been typed, the way to it. */
export function findEntries(entries: readonly PaletteEntry[], typed: string, words: ShellWords): PaletteEntry[] {
  const sought = fold(typed).split(/\s+/).filter(Boolean);
  const found = entries.filter(({ label }) => sought.every((word) => fold(label).includes(word)));
  const id = typed.trim();
  if (!/^\S*\d\S*$/.test(id)) return found;
  const label = fill(words.shell.palette.transaction, { id });
  const href = words.transactionPath + encodeURIComponent(id);
  return [...found, { id: "transaction", group: words.shell.palette.go, label, href }];
}
