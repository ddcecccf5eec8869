import { env } from "cloudflare:workers";
import type { Fault, Mailbox } from "./fakes/providers.ts";

/** A message of mail, which always has a subject. */
export type Mail = { subject: string; text: string };

const tell = (method: string, path: string, body: object) =>
  fetch(env.FAKES_URL + path, { method, body: JSON.stringify(body) });

/** An incoming webhook of Slack: its address, and the name of its mailbox. */
export function aHook(): { url: string; to: string } {
  const to = `/services/T0FOUNDRY/B0ALERTS/${crypto.randomUUID().replaceAll("-", "")}`;
  return { url: `${env.FAKES_URL}/slack${to}`, to };
}

/** The fakes of mail, SMS and Slack, as a test sees them. Recipients are random, so tests never meet. */
export const mailbox = {
  /** What an address or a number got, and how often it was asked for. */
  async of<Message extends object = Mailbox["messages"][number]>(
    to: string,
  ): Promise<Omit<Mailbox, "messages"> & { messages: Message[] }> {
    return (await fetch(`${env.FAKES_URL}/mailbox?to=${encodeURIComponent(to)}`)).json();
  },

  /** What goes wrong with the next requests for a recipient, or of an Eskiz account, one after the other. */
  async fails(by: string, ...faults: Fault[]): Promise<void> {
    await tell("PUT", "/faults", { by, faults });
  },

  /** Ends every token of an Eskiz account, as thirty days do. */
  async expireTokens(email: string): Promise<void> {
    await tell("POST", "/expired-tokens", { email });
  },
};
