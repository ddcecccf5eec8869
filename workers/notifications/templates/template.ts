import type { Localized } from "#platform/i18n";
import type { LinkTo } from "../links.ts";

export const channels = ["email", "sms", "slack"] as const;
export type Channel = (typeof channels)[number];

/** Plain sentences; what makes text and HTML of them escapes everything. `closing` stands below the button. */
export type Mail = {
  subject: string;
  paragraphs: readonly string[];
  action?: { label: string; link: string };
  closing: readonly string[];
};

/** A message to a channel of a chat: what is said first, facts under labels, and what stands small below them. */
export type Chat = { headline: string; facts: readonly (readonly [label: string, text: string])[]; note: string };

/** A message in every language, for the channels that it is meant for. An SMS takes at most two parts. */
export type Template<Values> = {
  /** How long after its cause the message still helps, milliseconds. */
  usefulForMs: number;
  mail?: Localized<(values: Values, linkTo: LinkTo) => Mail>;
  sms?: Localized<(values: Values, linkTo: LinkTo) => string>;
  chat?: Localized<(values: Values, linkTo: LinkTo) => Chat>;
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
