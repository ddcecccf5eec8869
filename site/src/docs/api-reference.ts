/** What the bundle of Scalar, loaded before this, puts on the page. */
declare const Scalar: { createApiReference(place: string, options: Record<string, unknown>): unknown };

Scalar.createApiReference("#reference", {
  url: "/openapi.json",
  // Requests go from the reader's browser to this very origin, and nowhere else.
  baseServerURL: location.origin,
  servers: [{ url: location.origin }],
  telemetry: false,
  withDefaultFonts: false,
  showDeveloperTools: "never",
  hideClientButton: true,
  hideDarkModeToggle: true,
  darkMode: isDark(),
  agent: { disabled: true, hideAddApi: true },
  mcp: { disabled: true },
  persistAuth: false,
  theme: "none",
  defaultOpenAllTags: false,
  hideModels: true,
  documentDownloadType: "direct",
  authentication: { preferredSecurityScheme: "bearer" },
  localization: { locale: document.documentElement.lang === "ru" ? "ru" : "en" },
});

/** The theme that the reader pinned, or the system's. */
function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}
