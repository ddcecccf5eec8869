import { pinTheme, readTheme, showTheme, themes } from "./theme.ts";

/** Lets every theme button go from the system's theme to the pinned ones and back. */
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-button]")) {
  showTheme(button, readTheme());
  button.addEventListener("click", () =>
    pinTheme(themes[(themes.indexOf(readTheme()) + 1) % themes.length] ?? "system"),
  );
}
