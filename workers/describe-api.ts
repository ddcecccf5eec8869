/** What the reference says of the whole API; tags in the order in which an integrator needs them. */
export const apiDescription = {
  openapi: "3.1.0" as const,
  info: {
    title: "AI Foundry",
    version: "1",
    description:
      "One Platform, Infinite AI Possibilities. Bearer: an access token, or an API key. Browser: the cookie of a page of ours. Whatever changes something may be repeated safely under an Idempotency-Key, or by the field that x-repeats-by names. x-mode says where an operation works: `live`, `test` (the sandbox: a key `aif_test_…`, or a signed-in person with the header `Foundry-Mode: test`), or `both`.",
  },
  tags: [
    {
      name: "Anti-Fraud",
      description: "Decide on payments, read the evidence, review, and report how they turned out",
    },
    { name: "API keys", description: "Keys of machines: made, rotated, bound to networks, revoked" },
    { name: "Webhooks", description: "Endpoints that are told what happens, and every delivery to them" },
    { name: "Sandbox", description: "The clock of test mode, and the messages that it records instead of sending" },
    { name: "Identity", description: "Registering, signing in, refreshing tokens, sessions, mailed links" },
    { name: "Second factor", description: "Codes beside the password, and showing one anew" },
    { name: "OAuth2", description: "Short-lived tokens of machines by client credentials" },
    { name: "Rules", description: "Rules of an organisation, their versions, trials, proposals and policy" },
    { name: "Aggregates", description: "What an organisation counts itself, for its rules to ask" },
    { name: "Lists", description: "What is blocked, allowed or watched" },
    { name: "Entity blocks", description: "Cards, users and devices that are blocked for a time" },
    { name: "Models", description: "Models of an organisation: uploaded, watched, promoted, taken back" },
    { name: "Backtests", description: "Decisions of the past made again, with other rules" },
    { name: "Anti-Fraud analytics", description: "Figures of decisions, thresholds, merchants and rules; the export" },
    { name: "Alerts", description: "Rules on rates and queues, who is told, and their history" },
    { name: "Dashboard", description: "Figures across products, and the live feed" },
    { name: "People", description: "Profiles, roles, products, suspending, saved views" },
    { name: "Organisations", description: "The organisation itself, its networks and its people" },
    { name: "Audit", description: "Who did what, in a chain that can be verified" },
    { name: "Privacy", description: "What is kept about somebody: exported, erased, and for how long it stays" },
    { name: "Administration", description: "What those who run the platform see and do" },
  ],
};
