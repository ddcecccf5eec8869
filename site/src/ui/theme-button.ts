const KEY = "aifoundry.theme";
const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

/** Lets every theme button go from the system's theme to the pinned ones and back. */
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-button]")) {
  show(button, readTheme());
  button.addEventListener("click", () => {
    const theme = themes[(themes.indexOf(readTheme()) + 1) % themes.length] ?? "system";
    pin(theme);
    show(button, theme);
  });
}

function readTheme(): Theme {
  return themes.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";
}

function pin(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }
}

/** The button names what is chosen now; its icon follows by style. */
function show(button: HTMLButtonElement, theme: Theme): void {
  const name = `${button.dataset.label}: ${button.dataset[theme]}`;
  button.setAttribute("aria-label", name);
  button.title = name;
  button.dataset.themeButton = theme;
}
