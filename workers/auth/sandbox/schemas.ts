import { z } from "@hono/zod-openapi";
import { languages } from "#platform/i18n";

export const testClockSchema = z
  .object({
    frozen_at: z.iso.datetime().nullable().openapi({ description: "null while it runs with the real time" }),
    now: z.iso.datetime().openapi({ description: "What the sandbox takes for now" }),
    latest: z.iso.datetime().openapi({ description: "The latest time at which it may be stopped" }),
  })
  .openapi("TestClock");
export type TestClock = z.infer<typeof testClockSchema>;

export const testClockChangeSchema = z
  .strictObject({
    frozen_at: z.iso.datetime({ offset: true }).openapi({ description: "Not before what the clock shows" }),
  })
  .openapi("TestClockChange");

export const recordedMessageSchema = z
  .object({
    id: z.string(),
    channel: z.enum(["email", "sms", "slack"]),
    template: z.string(),
    language: z.enum(languages),
    to: z.string(),
    subject: z.string().nullable().openapi({ description: "null of an SMS" }),
    text: z.string(),
    html: z.string().nullable().openapi({ description: "null of an SMS" }),
    created_at: z.iso.datetime(),
  })
  .openapi("RecordedMessage");
