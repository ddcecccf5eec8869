import type { DocsWords } from "./words.ts";

/** A page that is made of code instead of a text of its own. */
type MadePage = { path: string; name: keyof DocsWords["pages"] };

/** The guides in the order in which they are read, in every language; a text stands in `content/docs/<language>/docs/`. */
export const guideGroups: readonly { name: keyof DocsWords["groups"]; pages: readonly (string | MadePage)[] }[] = [
  { name: "start", pages: ["docs", "docs/getting-started", { path: "docs/sandbox", name: "sandbox" }, "docs/faq"] },
  {
    name: "antifraud",
    pages: [
      "docs/payments",
      "docs/decisions",
      "docs/rules",
      "docs/safe-changes",
      "docs/lists",
      "docs/backtests",
      "docs/review",
      "docs/alerts",
      "docs/analytics",
      "docs/models",
      { path: "docs/model", name: "benchmark" },
    ],
  },
  {
    name: "developers",
    pages: [
      { path: "docs/api", name: "api" },
      "docs/access",
      "docs/requests",
      "docs/webhooks",
      "docs/live-feed",
      { path: "docs/events", name: "events" },
      { path: "docs/errors", name: "errors" },
    ],
  },
  {
    name: "organization",
    pages: ["docs/administrator", "docs/organization", "docs/audit", "docs/privacy", "docs/administration"],
  },
];

/** The addresses of the guides, in Uzbek. The API reference is a tool, and none of them. */
export const guidePaths: readonly string[] = guideGroups
  .flatMap(({ pages }) => pages.map((page) => `/${typeof page === "string" ? page : page.path}`))
  .filter((path) => path !== "/docs/api");

/** What operators and engineers read, in English alone: under `/en/docs`, whatever language the reader came from. */
export const engineeringPages = [
  { path: "/en/docs/architecture", label: "Architecture" },
  { path: "/en/docs/schema", label: "Database schema" },
  { path: "/en/docs/deployment", label: "Deployment" },
  { path: "/en/docs/security", label: "Security practices" },
  { path: "/en/docs/troubleshooting", label: "Troubleshooting" },
  { path: "/en/docs/local-setup", label: "Local setup" },
  { path: "/en/docs/contributing", label: "Contributing" },
  { path: "/en/docs/testing", label: "Testing and bench" },
] as const;
