import type { Dictionary } from "../uz.ts";

export const privacy: Dictionary["privacy"] = {
  title: "Personal data",
  search: "Identifier or reason",
  columns: { kind: "Request", who: "About", id: "Identifier", state: "State", asked: "Asked" },
  kinds: { export: "Export", erase: "Erasure" },
  states: { received: "received", running: "running", done: "done", refused: "refused" },
  subjects: { payer: "Payer", card: "Card", person: "Person of the organisation" },
  gone: "destroyed",
  empty: {
    title: "No requests yet",
    body: "Where a customer asks for their data, or that it be erased, do it here.",
  },
  form: {
    open: "New request",
    done: "Request taken",
    export: "Prepare the export",
    erase: "Erase for good",
    notes: {
      export: "Everything that is kept comes in one JSON file, which stays for seven days.",
      erase: "The key of the data is destroyed: nobody can read it then, and neither can we.",
    },
    idMissing: "Enter the identifier",
    idHelp: {
      payer: "The user_id of your payments.",
      card: "The card_fingerprint of your payments, not the card number.",
      person: "The identifier of a person, which begins with usr_.",
    },
    reason: "Reason",
    reasonHelp: "For whoever checks later, such as: the customer’s letter of 24 November.",
    reasonMissing: "Write the reason",
    meant: "I understand that this cannot be undone",
    meantMissing: "Tick this to go on",
  },
  detail: {
    title: "Request",
    by: "Asked by",
    finished: "Finished",
    download: "Download the file",
    until: "It stays until {moment}.",
    counts: "Records found",
    kept: "What stays, and why",
  },
  retention: {
    title: "Retention periods",
    body: "What is past its period is forgotten every night. A change is in force from the next night on.",
    usual: "Usually {days} days.",
    bounds: "From {least} to {most} days.",
    fixed: "{days} days, which cannot be changed",
    submit: "Save the periods",
    done: "Periods saved",
  },
};
