import { z } from "@hono/zod-openapi";
import { exchangeRates } from "#platform/exchange-rates";
import { createRoute, createRouter, json, requires } from "#platform/http";
import { usdPerUnit } from "#platform/money";
import { businessNow } from "#platform/sandbox";
import { actions } from "../rules/rule.ts";
import { baseAmountOn } from "./base-amount.ts";
import { cbuSigns, templateNotice } from "./cbu-signs.ts";

const localized = z.object({ uz: z.string(), ru: z.string(), en: z.string() });

const templateSchema = z
  .object({
    template_id: z.string(),
    title: localized,
    description: localized,
    legal_reference: z.string(),
    requires_aggregates: z
      .array(
        z.object({
          name: z.string(),
          statistic: z.string(),
          entity: z.string(),
          of: z.string(),
          window: z.string(),
          filter: z.record(z.string(), z.object({ operator: z.string(), value: z.unknown() })),
        }),
      )
      .openapi({ description: "What has to be defined before the rule can be saved; it asks them as `agg.<name>`" }),
    rule: z
      .object({
        name: z.string(),
        description: z.string(),
        expression: z.unknown(),
        action: z.enum(actions),
        state: z.literal("shadow"),
      })
      .openapi({ description: "The body of `POST /api/antifraud/rules`: in shadow, so that it decides nothing yet" }),
  })
  .openapi("RuleTemplate");

const templatesSchema = z
  .object({
    notice: localized,
    base_calculation_amount: z.object({
      amount: z.number().openapi({ description: "In soums" }),
      in_force_from: z.iso.date().nullable().openapi({ description: "null where the caller sent the amount" }),
      exchange_rates_as_of: z.string(),
    }),
    data: z.array(templateSchema),
  })
  .openapi("RuleTemplates");

const getTemplates = createRoute({
  method: "get",
  path: "/antifraud/rules/templates",
  operationId: "listRuleTemplates",
  tags: ["Rules"],
  summary: "List ready rules, to be checked and taken as one's own",
  description:
    "Signs of suspicious operations after Resolution 3266-3 of the Central Bank of Uzbekistan. Templates, to be checked against the legal text.",
  ...requires("read:transactions", "antifraud", { in: "both" }),
  request: {
    query: z.object({
      on: z.iso.date().optional().openapi({ description: "The day whose base calculation amount counts; today" }),
      base_amount: z.coerce.number().int().min(1).max(1e9).optional().openapi({
        description: "The base calculation amount in soums, where it is newer than the one known here",
      }),
    }),
  },
  responses: { 200: json(templatesSchema, "Every template") },
});

export const templateRoutes = createRouter().openapi(getTemplates, (c) => {
  const { platform } = c.var;
  const { on, base_amount: given } = c.req.valid("query");
  const known = baseAmountOn(on ?? new Date(businessNow(platform)).toISOString().slice(0, 10));
  const amount = given ?? known.amount;
  const usdPerSoum = usdPerUnit("UZS") ?? 0;
  return c.json(
    {
      notice: templateNotice,
      base_calculation_amount: {
        amount,
        in_force_from: given === undefined ? known.from : null,
        exchange_rates_as_of: exchangeRates.asOf,
      },
      data: cbuSigns.map(({ id, title, description, action, aggregates, expressionOf }) => ({
        template_id: id,
        title,
        description,
        legal_reference: "Central Bank of the Republic of Uzbekistan, Resolution 3266-3",
        requires_aggregates: [...aggregates],
        rule: {
          name: title[platform.language],
          description: description[platform.language],
          expression: expressionOf(amount, usdPerSoum),
          action,
          state: "shadow" as const,
        },
      })),
    },
    200,
  );
});
