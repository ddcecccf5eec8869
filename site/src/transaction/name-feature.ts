import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";

const subjects = ["payer", "user", "device", "ip", "merchant"] as const;

/** What a signal is about: one of the parties, or the payment itself. */
export type Subject = (typeof subjects)[number] | "payment";

export function subjectOf(name: string): Subject {
  return subjects.find((subject) => name.startsWith(`${subject}_`)) ?? "payment";
}

/** The short name of a signal in the page's language, composed of what it counts and how far back, or undefined for one that is not known here. */
export function nameFeature(name: string, { names, windows }: Dictionary["features"]): string | undefined {
  const subject = subjectOf(name);
  const rest = subject === "payment" ? name : name.slice(subject.length + 1);
  if (names[rest]) return names[rest];
  const cut = rest.lastIndexOf("_");
  const window = windows[rest.slice(cut + 1)];
  const text = names[rest.slice(0, cut)];
  return text && window ? fill(text, { window }) : undefined;
}
