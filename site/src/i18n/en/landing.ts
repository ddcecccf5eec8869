import type { Dictionary } from "../uz.ts";

export const landing: Dictionary["landing"] = {
  title: "AI Foundry — the AI platform for banks and fintechs",
  description: "A decision on a payment in one request: pass, review or block. Every decision shows its reason.",
  lead: "AI services for banks, microfinance and fintechs in one account, one API and one dashboard. Anti-Fraud AI decides on each payment while the customer waits for the answer, and says why.",
  start: "Open a trial account",
  read: "Read the docs",
  ledger: {
    places: { tashkent: "Tashkent", dubai: "Dubai" },
    devices: { own: "their own phone", new: "a new phone" },
    title: "Six payments of one customer",
    recorded: "Answers of the running service, recorded earlier.",
    live: "The running service answered all six just now. Nothing was kept.",
    note: "A score below 500 passes, 500 to 800 is seen by a person, above 800 is blocked.",
    payment: "Payment",
    amount: "Amount",
    score: "Risk score",
    decision: "Decision",
  },
  values: {
    title: "Why one platform",
    items: [
      {
        term: "Integrated ecosystem",
        text: "Every product shares the same users, roles and API keys. A team that has connected one does not start over with the next.",
      },
      {
        term: "Cost optimisation",
        text: "A checked payment costs {transaction}, a call {call}. Take both products and the bill shrinks by {discount}.",
      },
      {
        term: "Seamless integration",
        text: "Every field stands in OpenAPI 3.1. Errors come in three languages and name the wrong field, never its value.",
      },
      {
        term: "Unified analytics",
        text: "Decisions appear in a live feed. Behind each one the signals, the rules and the model’s score are kept whole, to be opened at any time.",
      },
      {
        term: "Enterprise security",
        text: "Personal data is sealed with AES-256-GCM, card numbers are not accepted at all, and each organisation sees only its own.",
      },
    ],
  },
  products: {
    title: "Products",
    antifraud: {
      text: "Gives a payment a score from 0 to 1000 and decides: pass, review or block. It remembers the habits of the card, the person, the device, the IP address and the merchant.",
      points: [
        "Plain reasons and a recommended action",
        "Rules and a trained model work together",
        "A live board of decisions with all their evidence",
      ],
    },
    roadmapTitle: "The platform’s next products",
    bankcall:
      "Automated calls to customers in Uzbek, Russian and English: a payment reminder, a balance, a question about service.",
    marketplace: "One product description becomes ready listings for Uzum, Wildberries, Yandex Market and Ozon.",
  },
  pricing: {
    title: "Pricing",
    usage: "By usage",
    product: "Product",
    unitPrice: "Unit price",
    included: "Included a month",
    minimum: "Monthly minimum",
    perTransaction: "{price} a transaction",
    perCall: "{price} a call",
    transactions: "{count} transactions",
    calls: "{count} calls",
    bundle: "Take both products and {discount} comes off the whole bill.",
    monthly: "Monthly plans",
    tierNames: { starter: "Starter", business: "Business", enterprise: "Enterprise" },
    perMonth: "a month",
    unlimitedCalls: "Unlimited calls",
    unlimitedTransactions: "Unlimited transactions",
    custom: "By agreement",
    choose: "Compute the price for your volume",
    adds: "Each key may send {requests} requests an hour; questions are answered {hours}.",
    addsUnlimited: "Requests are not limited; questions are answered {hours}.",
    trial: "Trial",
    trialText:
      "Opens as soon as you register: no payment details are asked for and no end is set. {key} requests an hour for each key, {people} for all your people together, and {sandbox} more in the sandbox.",
  },
  support: {
    title: "Support",
    answer: "Answered",
    hours: { one: "within {count} hour", other: "within {count} hours" },
    tiers: {
      starter: ["E-mail", "Documentation"],
      business: ["E-mail and chat", "Video calls", "A review of results every quarter"],
      enterprise: ["Around the clock, every day", "A manager of your own", "Custom integration", "Training on site"],
    },
  },
};
