import type { Dictionary } from "../uz.ts";

export const people: Dictionary["people"] = {
  title: "People",
  search: "Name, e-mail or phone",
  columns: { name: "Name", email: "E-mail", role: "Role", products: "Products", since: "Since" },
  you: "(you)",
  saved: "Saved: {name}",
  saveRole: "Save the role",
  saveProducts: "Save the products",
  mayUse: "Which products they may use",
  own: "You cannot change your own role: another administrator can.",
  above: "Only a super administrator decides about a super administrator.",
  empty: {
    title: "Nobody yet",
    body: "Invite your colleagues: they get a link that is good for three days.",
  },
  facts: {
    title: "Contact",
    phone: "Phone",
    id: "Identifier",
    activity: "What they did",
    audit: "See the audit log",
    unverified: "e-mail not confirmed",
  },
  roleNotes: {
    super_admin: "May do everything in every organisation.",
    org_admin: "Manages people, keys, security and settings.",
    bankcall_manager: "Works with calls and scenarios.",
    antifraud_manager: "Reviews payments, manages rules and models.",
    viewer: "Only looks at figures.",
  },
  invite: {
    open: "Invite",
    title: "Invite somebody",
    help: "The invitation goes to this address and is good for three days.",
    submit: "Send the invitation",
    done: "Invitation sent to {email}",
  },
  remove: {
    open: "Remove from the organisation",
    title: "Remove {name}",
    body: "{email} is signed out at once and cannot sign in again. What they did stays in the audit log.",
    submit: "Remove from the organisation",
    done: "Removed: {name}",
  },
};
