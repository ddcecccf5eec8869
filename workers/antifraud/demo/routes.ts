import { z } from "@hono/zod-openapi";
import { guardStrangers } from "#platform/gateway";
import { createRoute, createRouter, json, open, problem } from "#platform/http";
import { answerSchema } from "../schemas.ts";
import { decideDemoPayment } from "./decide-demo-payment.ts";
import { demoAmounts, demoDevices, demoPlaces } from "./demo-payment.ts";

const getDemoDecision = createRoute({
  method: "get",
  path: "/antifraud/demo/decision",
  operationId: "decideDemoPayment",
  tags: ["Anti-Fraud"],
  summary: "Try a decision without an account",
  description:
    "On a payment in soʻm of an invented customer of Tashkent, by the model and the rules that decide for everybody. Nothing is kept: ask as often as you like. The amounts of `/docs/sandbox` decide by themselves, as in every sandbox.",
  ...open,
  middleware: [guardStrangers],
  request: {
    query: z.strictObject({
      amount: z.coerce.number().int().min(demoAmounts.least).max(demoAmounts.most),
      place: z.enum(demoPlaces),
      device: z.enum(demoDevices),
    }),
  },
  responses: {
    200: json(answerSchema, "The decision, whatever it is"),
    422: problem("request.invalid"),
    429: problem("request.too_many"),
  },
});

/** Routes of the product for anyone. */
export const publicAntifraudRoutes = createRouter().openapi(getDemoDecision, async (c) => {
  const answer = await decideDemoPayment(c.var.platform, c.req.valid("query"));
  // SAFETY: makeDecision() writes what answerSchema describes.
  return c.body(answer, 200, { "content-type": "application/json" }) as never;
});
