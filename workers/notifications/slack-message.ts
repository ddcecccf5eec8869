import type { Chat } from "./templates/template.ts";

/** A message in Slack's Block Kit; `text` is what notifications and screen readers say. */
export type SlackMessage = { text: string; blocks: readonly object[] };

/** Of a header Slack takes so many characters, of each field of a section so many. */
const MOST_HEADLINE = 150;
const MOST_FIELD = 2000;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text as it may stand in mrkdwn: the three signs that would make a link or a mention of it are escaped. */
const escapeText = (text: string): string => text.replace(/[&<>]/g, (sign) => escapes[sign]!);

/** What stands between stars or backticks would be formatted by signs of its own. */
const plain = (text: string): string => escapeText(text).replace(/[*_~`]/g, "$&\u200b");

export function slackMessage({ headline, facts, note }: Chat): SlackMessage {
  const fields = facts.map(([label, text]) => ({
    type: "mrkdwn",
    text: `*${plain(label)}*\n${plain(text)}`.slice(0, MOST_FIELD),
  }));
  const lines = facts.map(([label, text]) => `${label}: ${text}`);
  return {
    text: escapeText([headline, ...lines].join("\n")),
    blocks: [
      { type: "header", text: { type: "plain_text", text: headline.slice(0, MOST_HEADLINE) } },
      { type: "section", fields },
      { type: "context", elements: [{ type: "plain_text", text: note }] },
    ],
  };
}
