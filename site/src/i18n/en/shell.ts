import type { Dictionary } from "../uz.ts";

export const shell: Dictionary["shell"] = {
  search: "Search or go to",
  palette: {
    title: "Commands",
    placeholder: "Page, action or payment id",
    pages: "Pages",
    actions: "Actions",
    go: "Go to",
    transaction: "Open the payment {id}",
    nothing: "Nothing found",
    language: "Language: {name}",
    theme: "Appearance: {name}",
    curl: "Copy this page’s request as curl",
    curlCopied: "The curl command is copied; the key is read from AIF_KEY",
    signOut: "Sign out",
  },
  keys: {
    title: "Keyboard",
    open: "Keyboard shortcuts",
    everywhere: "On every page",
    page: "On this page",
    palette: "commands and search",
    list: "this list",
    go: "go to {page}",
  },
  mode: {
    title: "Test mode.",
    note: "Payments, rules, lists and reviews are those of the sandbox. Models, keys and people are live.",
    leave: "Back to live mode",
    toggle: "Live / test mode",
  },
  offline: "You are offline. What you see may be out of date; what you typed is kept.",
  signIn: {
    title: "Your session has ended",
    body: "Enter your password and go on where you stopped. What you typed on the page is still there.",
    leave: "Sign in as someone else",
  },
  stepUp: {
    title: "Show your second factor again",
    body: "This takes a code of your second factor. One code is enough for the next 10 minutes.",
    submit: "Confirm",
  },
  account: "Account",
  allPages: "All pages",
  products: "Products",
  nav: "Application",
};
