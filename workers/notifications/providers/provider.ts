import type { RenderedMail } from "../render.ts";
import type { SlackMessage } from "../slack-message.ts";

/** What became of handing a message over. A reason is a code without personal data. */
export type Outcome = { kind: "sent"; providerId: string | null } | Refusal;
export type Refusal = { kind: "later"; reason: string; retryAfterMs?: number } | { kind: "never"; reason: string };

/** `id` is the same at every attempt; `to` is an address, an E.164 number or the URL of a hook. */
type Message<Content> = { id: string; to: string; content: Content };

/** A service that takes messages. `send` keeps to the signal, and throws only `ProviderUnreachable`. */
export type Provider<Content> = {
  name: string;
  send: (message: Message<Content>, signal: AbortSignal) => Promise<Outcome>;
};

export type MailProvider = Provider<RenderedMail>;
export type SmsProvider = Provider<string>;
export type ChatProvider = Provider<SlackMessage>;

/** No answer came: whether the message left is unknown. */
export class ProviderUnreachable extends Error {}
