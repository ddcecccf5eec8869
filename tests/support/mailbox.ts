import { env } from "cloudflare:workers";
import type { Fault, Mailbox } from "./fakes/providers.ts";

const tell = (method: string, path: string, body: object) =>
  fetch(env.FAKES_URL + path, { method, body: JSON.stringify(body) });

/** The fakes of mail and SMS, as a test sees them. Recipients are random, so tests never meet. */
export const mailbox = {
  /** What an address or a number got, and how often it was asked for. */
  async of(to: string): Promise<Mailbox> {
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
