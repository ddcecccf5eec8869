import type { Dictionary } from "../uz.ts";

export const security: Dictionary["security"] = {
  title: "Security",
  saved: "Saved",
  policy: {
    title: "Second factor",
    label: "Who has to have one",
    submit: "Save",
    choices: { optional: "Nobody", admins: "Administrators", everyone: "Everybody" },
    notes: {
      optional: "Everybody decides for themselves.",
      admins: "Administrators cannot work until they turn on a second factor.",
      everyone: "Nobody can work until they turn on a second factor.",
    },
  },
  networks: {
    title: "Permitted networks",
    body: "People and keys work from these networks only. A change is in force within a second.",
    label: "Networks",
    help: "One address or network a line, such as 203.0.113.0/24. Your own address has to be among them.",
    anywhere: "The list is empty: one can work from anywhere.",
    wrong: "An address or network is not right: write 203.0.113.7 or 203.0.113.0/24",
    ownHelp: "Your address of now stands on “My account”, among the sessions.",
    submit: "Save the list",
    openAll: "Permit every address",
  },
};
