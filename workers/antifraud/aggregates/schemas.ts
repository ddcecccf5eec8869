import { z } from "@hono/zod-openapi";
import { crowdKinds, payerKinds } from "../observe-entity.ts";
import { conditionsSchema } from "../own-rules/schemas.ts";
import { fillStatuses, measures, statistics } from "./definition.ts";

export const aggregateName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{2,40}$/, "Must be 3 to 41 small letters, digits and underscores, a letter first");

const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[mhd]$/, "Must be a whole number of minutes, hours or days: 15m, 24h, 30d");

export const aggregateInput = z
  .strictObject({
    name: aggregateName.openapi({ description: "Rules name its value as the field `agg.<name>`" }),
    description: z.string().trim().max(1000).default(""),
    statistic: z.enum(statistics),
    of: z.enum(measures).nullish().openapi({
      description:
        "What is measured: `amount`, in US dollars, or the others that `distinct` counts. Left out of `count`, `amount` by default elsewhere",
    }),
    entity: z.enum([...payerKinds, ...crowdKinds]).openapi({ description: "Whose payments are counted" }),
    window: duration.openapi({ description: "How far back it looks, one minute to 90 days, its delay included" }),
    delay: duration
      .nullish()
      .openapi({ description: "How long before the payment the window ends; at it, where left out" }),
    filter: conditionsSchema.nullish().openapi({
      description:
        "What a payment must pass to be counted: `amount` in US dollars, `currency`, `country`, `merchant_category`, `payment_method`, `is_international`, `outcome` (`accepted`, `declined` by the issuer or by us, `failed`). Without `outcome` everything but what failed",
    }),
  })
  .openapi("AggregateInput");
export type AggregateInput = z.infer<typeof aggregateInput>;

export const aggregateStates = ["warming", "backfilling", "warm"] as const;

const definitionFields = {
  name: z.string(),
  description: z.string(),
  statistic: z.enum(statistics),
  of: z.enum(measures).nullable(),
  entity: z.enum([...payerKinds, ...crowdKinds]),
  window: z.string(),
  delay: z.string().nullable(),
  filter: z.record(z.string(), z.unknown()).nullable(),
  revision: z.int(),
};

export const aggregateSchema = z
  .object({
    ...definitionFields,
    exact_to_seconds: z.int().openapi({
      description: "The window's ends are rounded to tiles of this width; what lies between is counted exactly",
    }),
    state: z.enum(aggregateStates).openapi({
      description: "Until it is `warm` its value is missing in rules and null in evidence",
    }),
    warm_at: z.iso.datetime().nullable().openapi({
      description: "From which payments on it has a value; null while it is filled in from stored decisions",
    }),
    backfill: z
      .object({
        status: z.enum(fillStatuses),
        payments: z.int().openapi({ description: "Stored decisions that took part" }),
        unreadable: z.int().openapi({
          description: "Stored decisions whose details were erased or forgotten, so that they could not be counted",
        }),
        started_at: z.iso.datetime(),
        finished_at: z.iso.datetime().nullable(),
      })
      .nullable()
      .openapi({ description: "The last one of this definition; null where none was asked for" }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("Aggregate");
export type AggregateView = z.infer<typeof aggregateSchema>;

export const aggregateVersionSchema = z
  .object({
    ...definitionFields,
    deleted: z.boolean().openapi({ description: "Whether the aggregate was deleted at this revision" }),
    changed_by: z.string(),
    created_at: z.iso.datetime(),
  })
  .openapi("AggregateVersion");
export type AggregateVersionView = z.infer<typeof aggregateVersionSchema>;
