import { z } from "@hono/zod-openapi";
import type { Language } from "#platform/i18n";
import type { WebhookEvent } from "#platform/webhook-event";
import { bodyOf } from "./tell-followers.ts";

/** The moment that examples speak of. */
const EXAMPLE_AT = Date.UTC(2025, 10, 24, 14, 30);

/** The catalogue of what can be followed, with the JSON Schema of each body and an example of it. */
export function describeEventTypes(
  modules: readonly { name: string; webhookEvents?: readonly WebhookEvent[] }[],
  language: Language,
) {
  const data = modules.flatMap(({ name: module, webhookEvents = [] }) =>
    webhookEvents.map(({ name, title, description, schema, example }) => ({
      type: name,
      title: title[language],
      description,
      module,
      schema: z.toJSONSchema(
        z.object({ type: z.literal(name), timestamp: z.iso.datetime(), livemode: z.boolean(), data: schema }),
      ) as Record<string, unknown>,
      example: JSON.parse(bodyOf(name, EXAMPLE_AT, example, true)) as unknown,
    })),
  );
  return { data };
}
