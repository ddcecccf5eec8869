import type { Dictionary } from "../uz.ts";

export const trust: Dictionary["trust"] = {
  security: {
    title: "Security",
    description: "How AI Foundry protects data: encryption, access, audit, privacy.",
    lead: "Everything here is in the code and held by tests. It is no roadmap; it is how things stand today.",
    groups: [
      {
        title: "Data",
        points: [
          "Card numbers are not accepted: in whichever field one comes, the request is refused and the number is written nowhere.",
          "Personal data is kept in AES-256-GCM envelopes, whose keys are rotated without stopping the service.",
          "Every payer has a key of their own. Where their data is to be erased, the key is destroyed, and nobody can open the envelopes.",
          "Logs hold ids, codes, counts and times, and nothing else.",
        ],
      },
      {
        title: "Access",
        points: [
          "Passwords are kept by scrypt; those that are easy to guess are refused, and attempts are counted.",
          "A second factor (TOTP) with backup codes. An organisation may demand it of administrators or of everyone; what is sensitive asks for the code anew.",
          "A revoked key and an ended session stop working within a second.",
          "An organisation says from which networks it may be used. Machines get OAuth2 tokens for fifteen minutes at most.",
          "A browser’s session is in cookies that no script can read.",
        ],
      },
      {
        title: "Control",
        points: [
          "Every change is written to an audit log. Its entries form a chain; checkpoints are signed and kept where nobody can delete them.",
          "An exported log can be verified without us, by a script that is yours to read.",
          "Changes of rules can be made to wait for a second person.",
        ],
      },
      {
        title: "Isolation and network",
        points: [
          "Every request is confined to its organisation: another one’s object answers as if it did not exist.",
          "The sandbox is apart: what happens there never touches what is real.",
          "Webhooks are signed by Standard Webhooks (HMAC and Ed25519) and are never sent to internal addresses.",
          "HTTPS only. This site has no scripts of others, and its security policy forbids inline ones.",
        ],
      },
      {
        title: "Privacy",
        points: [
          "Whatever is kept about a person is exported or erased on request.",
          "Every class of data has a period after which it is deleted, every night.",
        ],
      },
    ],
  },
  status: {
    title: "Service status",
    description: "Whether the services of AI Foundry work right now, as measured by your own browser.",
    lead: "This is no history but the present: your browser sends the requests and measures the answers itself. Repeated every minute.",
    parts: {
      platform: "Platform",
      platformText: "Takes requests, and the risk model answers",
      decisions: "Decisions of Anti-Fraud AI",
      decisionsText: "Decides on a sample payment",
    },
    up: "Working",
    down: "Not answering",
    offline: "You are offline",
    slowed: "You send many requests; this will be checked shortly",
    checking: "Checking",
    took: "{ms} ms, the network included",
    checkedAt: "Checked at {time}, Tashkent time",
    again: "Check now",
    allUp: "All services are working",
    notAllUp: "Some services do not answer",
  },
  changelog: {
    title: "Changelog",
    description: "What is new on AI Foundry: changes of the products, the application, the API and security.",
    lead: "Changes that users notice, the latest first.",
  },
};
