import type { Dictionary } from "../uz.ts";

export const sandbox: Dictionary["sandbox"] = {
  title: "Sandbox",
  clock: {
    title: "Clock",
    running: "runs",
    stopped: "stopped",
    runningNote: "The sandbox goes by the real time. Move its clock on to see what a later day brings.",
    stoppedNote: "Everything in the sandbox happens at this moment, until you move the clock on or let it run.",
    advance: "Move it on, and stop there",
    steps: { hour: "1 hour", day: "1 day", week: "7 days", month: "30 days" },
    run: "Let it run",
    runs: "The clock runs with the real time again",
    stoppedAt: "The clock stands at {time}",
    readOnly: "Setting the clock takes the permission write:sandbox. An administrator of your organisation has it.",
  },
  form: {
    label: "Or stop it at",
    help: "Tashkent time. The clock never goes back; to begin anew, let it run.",
    submit: "Stop it there",
    missing: "Choose a day and a time",
    backwards: "This is before what the clock shows: choose a later time, or let it run first",
    tooLate: "The latest possible time is {time}",
  },
  view: {
    title: "What this tab shows",
    note: "In test mode the pages of decisions, rules, lists and reviews show the sandbox. The choice is for this tab alone.",
    mode: "Mode",
    modes: { live: "Live", test: "Test" },
  },
  effect: {
    title: "What the clock affects",
    goes: "Goes by this clock",
    by: [
      "payments: at what time they are taken, windows and features",
      "reports and verdicts, and when a payment counts as legitimate",
      "reviews: when a claim ends and when they are due",
    ],
    staysTitle: "Goes by the real time",
    stays: [
      "tokens, keys and quotas",
      "the audit log and the request log",
      "retries, timestamps and signatures of webhooks",
      "everything live",
    ],
  },
  links: {
    title: "In the sandbox",
    keys: "Test keys",
    requests: "Request log of test mode",
    webhooks: "Webhooks of test mode",
    guide: "How the sandbox works: amounts that decide, and more",
  },
};
