import type { Dictionary } from "../uz.ts";

export const docs: Dictionary["docs"] = {
  model: {
    title: "How the fraud model is measured",
    lead: "The Fraud Detection Handbook publishes 1.75 million simulated payments, a protocol and the figures of its models. We rerun its models first, then ours on the same rows: one week to train on, one week until its labels are known, one week to test on, four times over.",
    table: "Mean of the four test weeks",
    model: "Model",
    precision: "Average precision",
    cards: "Card precision@100",
    recall: "Fraud found at 0.1 % false alarms",
    auc: "AUC",
    published: "best published: XGBoost",
    ours: {
      week: "ours, trained on one week",
      history: "ours, trained on all history",
      fast: "ours, labels a day late instead of a week",
    },
    ceiling: "an oracle that knows all that can be known a week late",
    meaning:
      "Features and fast labels make the difference, not one more model: a report that reaches us after a day instead of a week finds a quarter more fraud. POST /api/antifraud/labels takes it, and it counts within seconds.",
    honest:
      "These payments are simulated, and your fraud is your own. Train on your history before the score blocks anyone; one command does it.",
    command: "Make this benchmark yourself:",
    shipped: "The model that comes with the service",
    summary: [
      "What it is for: one opinion among rules and lists in the decision on a card or wallet payment. Not for credit, for hiring, or for judging a person; it sees no name, age, sex or nationality.",
      "What it learned from: simulated payments alone. No data of real customers is in it.",
      "Who is troubled more often: first payments, payments in a new country, and sums above 1,000 dollars. Review these rather than block them.",
      "Its limits: real figures will be lower. Retrain it on your own payments before the score blocks anyone.",
    ],
    card: "Below is the card of the model itself, which is kept with it.",
  },
  sandbox: {
    title: "Sandbox",
    lead: "Keys that begin with aif_test_ work in the sandbox: with payments, windows, webhook endpoints, a feed and an audit log of its own. No way leads from there to what is real, nor back.",
    amounts: "Amounts that decide the answer",
    note: "The currency does not matter, the amount alone does. On any other amount the model and the rules decide, by what happened in the sandbox.",
    columns: { amount: "amount", answer: "Answer", score: "risk_score", model: "ml_model_version", more: "Note" },
    retry: "Retry-After: {seconds}; nothing is decided, every time",
    slow: "decided at once, answered after {seconds} s",
    degraded: "as when the model does not answer: degraded holds model",
    how: "How it works",
    points: [
      'The key: POST /api/api-keys with "mode": "test". A signed-in person adds the header Foundry-Mode: test to a request; in the application, “Live / test mode” in the account menu does it for the tab. People, the organisation, keys and models cannot be changed in this mode: the answer is auth.live_only.',
      "Webhook messages and the details of a payment say livemode: false.",
      'The clock: PUT /api/sandbox/clock {"frozen_at": "…"} stops the time or moves it on, 400 days ahead at most; DELETE goes back to the real time. The page Sandbox of the application does the same. Payments, reports and verdicts are taken at that time. Tokens, keys, quotas, the audit log, and the signatures and retries of webhooks go by the real time. Cards and devices that paid in the future stay there: take new ones after a reset.',
      "Mails and SMS are never sent: GET /api/sandbox/messages keeps them for 30 days.",
      "The quota is the same on every plan: 5,000 requests an hour for the whole sandbox.",
    ],
  },
  errors: {
    title: "Errors",
    lead: "Every error has a code. Its title follows Accept-Language; name the requestId when you ask for help.",
    code: "Code",
    status: "HTTP status",
    meaning: "What it means",
    remedy: "What to do",
    titles: "The title in three languages",
    example: "The response looks like this",
    all: "All errors",
  },
};
