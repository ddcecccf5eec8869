import { linksTo } from "./links.ts";
import { mailHtml } from "./mail-html.ts";
import { type SlackMessage, slackMessage } from "./slack-message.ts";
import { toSmsText } from "./sms-length.ts";
import type { NotificationRow } from "./store.ts";
import { templates } from "./templates/index.ts";
import type { Template } from "./templates/template.ts";

export type RenderedMail = { subject: string; text: string; html: string };

type What = Pick<NotificationRow, "template" | "language">;

/** A mail in its language, as plain text and as HTML. */
export function renderMail(env: Pick<Env, "PUBLIC_URL">, { template, language }: What, values: unknown): RenderedMail {
  // SAFETY: composeNotification() takes values of the template's own type only.
  const { mail } = templates[template] as Template<unknown>;
  if (!mail) throw new Error(`${template} is no mail`);
  const { subject, paragraphs, action, closing } = mail[language](values, linksTo(env.PUBLIC_URL, language));
  const blocks = [...paragraphs, ...(action ? [`${action.label}:\n${action.link}`] : []), ...closing];
  return {
    subject,
    text: `${[...blocks, `-- \nAI Foundry. ${automatic[language]}`].join("\n\n")}\n`,
    html: mailHtml({ subject, paragraphs, action, closing }, language, automatic[language]),
  };
}

/** An SMS in its language. */
export function renderSms(env: Pick<Env, "PUBLIC_URL">, { template, language }: What, values: unknown): string {
  // SAFETY: as above.
  const { sms } = templates[template] as Template<unknown>;
  if (!sms) throw new Error(`${template} is no SMS`);
  return toSmsText(sms[language](values, linksTo(env.PUBLIC_URL, language)));
}

/** A message to a chat in its language. */
export function renderChat(env: Pick<Env, "PUBLIC_URL">, { template, language }: What, values: unknown): SlackMessage {
  // SAFETY: as above.
  const { chat } = templates[template] as Template<unknown>;
  if (!chat) throw new Error(`${template} is no message to a chat`);
  return slackMessage(chat[language](values, linksTo(env.PUBLIC_URL, language)));
}

const automatic = {
  uz: "Bu xat avtomatik yuborilgan, unga javob yozish shart emas.",
  ru: "Это письмо отправлено автоматически, отвечать на него не нужно.",
  en: "This message was sent automatically; there is no need to reply.",
};
