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
    report: {
      title: "If you found a vulnerability",
      text: "Tell us at the address below. It stands in security.txt (RFC 9116) too.",
    },
  },
  privacy: {
    title: "Personal data",
    description:
      "What AI Foundry keeps, about whom, for how long and where, who sees it, and how to ask for a copy or erasure.",
    lead: "This page tells how the product itself works: its table is made from the code. It is not a contract and does not replace one.",
    ask: {
      title: "A copy, and erasure",
      points: [
        "If you use the application, the page of your account gives you everything that is kept about you as a file. To have the account erased, ask an administrator of your organisation.",
        "If a payment of yours was checked, ask the bank or shop where you paid: we know you only by the id that they gave us. They export or erase the data in the application or by API.",
        "A copy can be downloaded for seven days once it is ready. Erasing destroys the key and cannot be undone; what stays is named in the table below.",
        "If none of these ways fits, write to us.",
      ],
      account: "Your account",
      guide: "The guide for organisations",
    },
    place: {
      title: "Where",
      points: [
        "The data is in services of Cloudflare: the D1 database, Durable Objects and R2 storage. The code fixes no country; Cloudflare chooses the place.",
        "Mail leaves through SendGrid, SMS through Eskiz or Play Mobile: they get the address or number, and the text.",
        "Where an organisation connects webhooks or Slack, messages go to the address that it named.",
        "Your browser holds the cookies of your session once you are signed in, and the appearance and table settings that you chose. There are no advertising or tracking scripts.",
      ],
    },
    sight: {
      title: "Who sees it",
      points: [
        "Payments are seen only by people of the same organisation, as far as their role goes.",
        "Our platform administrators see organisations, the names, e-mails and roles of their people, and can suspend an account. Payments of another organisation do not open for them either.",
        "The data of every payer is sealed by a key of their own. No personal data is written to the logs of the service.",
      ],
    },
    kept: {
      title: "What, and for how long",
      whom: "About whom",
      about: { person: "user of the application", payer: "payer", card: "card", organization: "organisation" },
    },
  },
  status: {
    title: "Service status",
    description: "Whether the services of AI Foundry work right now, as measured by your own browser.",
    lead: "This is no history but the present: your browser sends the requests and measures the answers itself. Repeated every minute.",
    parts: {
      decisions: "Decisions on payments",
      decisionsText: "The model and an object that decides answer, and a sample payment is decided on",
      data: "Sign-in and lists",
      dataText: "The database of accounts, decisions, rules and reviews can be read",
      messages: "Webhooks and notifications",
      messagesText: "The queue that carries webhooks, mails and SMS answers",
      files: "Files",
      filesText: "The store of files attached to payments answers",
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
