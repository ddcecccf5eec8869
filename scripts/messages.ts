import { startProviders } from "../tests/support/fakes/providers.ts";
import type { Taken } from "../tests/support/fakes/service.ts";

export type LocalMessages = {
  /** Settings of the Worker that send its messages here, for the channels that have no provider of their own. */
  settings: Record<string, string>;
  /** Where everything that came can be read whole. */
  mailbox: string;
  stop: () => Promise<void>;
};

/** Takes the mails and SMS of the local server in place of the providers, and shows each in two lines. */
export async function startMessages(
  secrets: Record<string, string>,
  show: (lines: string) => void = console.log,
): Promise<LocalMessages> {
  const { url, settings, stop } = await startProviders((message) => show(describe(message)));
  const hasMail = Boolean(secrets.SENDGRID_API_KEY);
  const hasSms = Boolean(secrets.ESKIZ_EMAIL || secrets.PLAYMOBILE_LOGIN);
  const taken = Object.entries(settings).filter(([name]) => !(name.startsWith("SENDGRID_") ? hasMail : hasSms));
  return { settings: Object.fromEntries(taken), mailbox: `${url}/mailbox`, stop };
}

/** To whom and about what, then the first link of a mail, or else how it begins; an SMS is short enough. */
function describe({ to, subject, text }: Taken): string {
  if (subject === undefined) return `\n  SMS to ${to}\n  ${text}`;
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  const beginning = text.split("\n\n")[1]?.replace(/\s+/g, " ").slice(0, 160);
  return `\n  Mail to ${to}: ${subject}\n  ${link ?? beginning}`;
}
