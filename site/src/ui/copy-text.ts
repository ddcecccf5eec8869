import { showToast } from "./toast.ts";

/** Puts a text on the clipboard and says so; where that is forbidden nothing happens. */
export function copyText(text: string | undefined, done: string): void {
  if (text)
    navigator.clipboard?.writeText(text).then(
      () => showToast(`${done}: ${text}`),
      () => undefined,
    );
}
