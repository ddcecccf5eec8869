const KEY = "aifoundry.theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme that somebody pinned, or the system's. */
export function readTheme(): Theme {
  return themes.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";
}

/** Pins a theme, for this visit and the next ones, and shows it on every theme button. */
export function pinTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-button]")) showTheme(button, theme);
}

/** The button names what is chosen now; its icon follows by style. */
export function showTheme(button: HTMLButtonElement, theme: Theme): void {
  const name = `${button.dataset.label}: ${button.dataset[theme]}`;
  button.setAttribute("aria-label", name);
  button.title = name;
  button.dataset.themeButton = theme;
}
