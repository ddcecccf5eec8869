// Runs before the first paint, so that a pinned theme does not flash the other one.
try {
  const theme = localStorage.getItem("aifoundry.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
} catch {
  // Storage may be forbidden; the system's theme is right then.
  delete document.documentElement.dataset.theme;
}
