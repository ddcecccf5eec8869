import type { Dictionary } from "../uz.ts";

export const docs: Dictionary["docs"] = {
  title: "Docs",
  lead: "The API lives at one address and every path begins with /api. Requests and responses are JSON, errors are application/problem+json.",
  steps: {
    title: "Three steps to the first decision",
    signIn: "Sign in and take the token.",
    key: "Create an API key that can only submit payments. The key is shown once.",
    submit: "Submit a payment with the key.",
  },
  reference: {
    title: "Reference",
    openapi: "Every path, field and permission, OpenAPI 3.1",
    errors: "Every error code: what it means and what to do",
    model: "What the risk model finds on public data, beside what others have published",
  },
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
