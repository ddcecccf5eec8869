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
