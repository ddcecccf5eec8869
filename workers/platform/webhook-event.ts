import type { z } from "@hono/zod-openapi";
import { isOfType, type OwnedEvent } from "./events.ts";
import type { Localized } from "./i18n.ts";

/** One thing that customers are told of. `key` is unique for it in its organisation, however often its event comes. */
export type WebhookNews<Data = unknown> = {
  key: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  data: Data;
};

/** A kind of news that customers can be sent, as the module that it comes from describes it. */
export type WebhookEvent = {
  /** Full-stop delimited, such as `transaction.decided`. */
  name: string;
  title: Localized;
  description: string;
  /** The platform event that it is read from. */
  source: OwnedEvent["type"];
  schema: z.ZodType;
  example: unknown;
  /** Pure: the same event always gives the same news. */
  read: (event: OwnedEvent) => readonly WebhookNews[];
};

/** Declares a kind of news; its example and what is read have to fit its schema. */
export function defineWebhookEvent<Type extends OwnedEvent["type"], Schema extends z.ZodType>(
  entry: Omit<WebhookEvent, "source" | "schema" | "example" | "read"> & {
    source: Type;
    schema: Schema;
    example: z.infer<Schema>;
    read: (event: Extract<OwnedEvent, { type: Type }>) => readonly WebhookNews<z.infer<Schema>>[];
  },
): WebhookEvent {
  return { ...entry, read: (event) => (isOfType(event, entry.source) ? entry.read(event) : []) };
}
