import type { Dictionary } from "../uz.ts";

export const scopes: Dictionary["scopes"] = {
  title: "Scopes",
  missing: "Choose at least one scope",
  tooMany: "Choose at most 20 scopes",
  names: {
    "write:transactions": "Submit payments",
    "read:transactions": "Read payments and decisions",
    "review:transactions": "Give verdicts on payments",
    "export:antifraud": "Export decisions",
    "read:antifraud_analytics": "Read analytics",
    "read:rules": "Read rules",
    "write:rules": "Change rules",
    "read:models": "Read models",
    "write:models": "Manage models",
    "manage:alerts": "Manage alerts",
    "read:dashboard": "Read the overall figures",
    "read:webhooks": "Read webhooks",
    "write:webhooks": "Configure webhooks",
    "read:sandbox": "Read the sandbox",
    "write:sandbox": "Set the sandbox’s clock",
    "read:requests": "Read the request log",
    "read:audit": "Read the audit log",
    "read:metrics": "Read metrics for Prometheus",
    "read:oauth_tokens": "Introspect OAuth tokens",
  },
};
