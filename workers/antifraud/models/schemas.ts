import { z } from "@hono/zod-openapi";
import { decisions } from "../schemas.ts";
import { MOST_EDGES } from "../watch/distributions.ts";
import { modelStatuses } from "./model-roles.ts";

const distributionSchema = z.strictObject({
  edges: z.array(z.number()).max(MOST_EDGES).openapi({ description: "Where the values are cut, ascending" }),
  counts: z.array(z.int().min(0)).min(2).openapi({
    description: "Values below the first edge, at it, between it and the next, …, above the last, missing",
  }),
});

/** What an uploader says of a model; the file itself must agree. */
export const manifestSchema = z
  .strictObject({
    version: z.string().regex(/^[\w.-]{1,64}$/, "Must be 1 to 64 letters, digits, points, dashes or underscores"),
    features: z.array(z.string().max(64)).min(1).openapi({ description: "Names of the inputs, in order" }),
    score_scale: z
      .array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1000)]))
      .min(2)
      .max(100)
      .openapi({ description: "Points [probability, score] from [0, 0] to [1, 1000], both strictly increasing" }),
    golden: z
      .array(
        z.strictObject({
          features: z.array(z.number().nullable()),
          probability: z.number().min(0).max(1),
          members: z.array(z.number()).optional(),
        }),
      )
      .min(10)
      .max(500)
      .openapi({ description: "Rows with the answer that the model must give, to 0.0001; null where missing" }),
    reference: z
      .strictObject({
        payments: z.int().min(1000),
        score: distributionSchema,
        features: z.array(distributionSchema).openapi({ description: "In the order of `features`" }),
      })
      .optional()
      .openapi({
        description: "The payments that it was calibrated on; drift is measured from them, else from its first days",
      }),
  })
  .openapi("ModelManifest");
export type Manifest = z.infer<typeof manifestSchema>;

export const modelSchema = z
  .object({
    id: z.string(),
    version: z.string().openapi({ description: "What answers call `ml_model_version`" }),
    status: z.enum(modelStatuses),
    canary_share: z.number().nullable(),
    features: z.int(),
    sha256: z.string(),
    bytes: z.int(),
    uploaded_by: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("Model");
export type ModelView = z.infer<typeof modelSchema>;

const briefSchema = z
  .object({
    highest_psi: z.number().nullable().openapi({ description: "Of its scores or of the feature that moved most" }),
    is_drifting: z.boolean().nullable().openapi({ description: "Whether that is an alert; null until it is measured" }),
    precision: z.number().nullable(),
  })
  .nullable()
  .openapi({ description: "The last day that was looked at; null of a model that scored nothing lately" });

export const modelListSchema = z
  .object({
    bundled: z
      .object({ version: z.string(), health: briefSchema })
      .openapi({ description: "The model that comes with the service" }),
    deciding: z.string().openapi({ description: "The version that decides for all who are not the canary's" }),
    data: z.array(modelSchema.extend({ health: briefSchema }).openapi("ListedModel")),
  })
  .openapi("Models");
export type ModelList = z.infer<typeof modelListSchema>;

export const canarySchema = z
  .strictObject({
    share: z.number().min(0.001).max(0.99).openapi({ description: "Share of the payers, always the same ones" }),
  })
  .openapi("Canary");

const money = z.object({
  frauds_caught_usd: z.number(),
  frauds_missed_usd: z.number(),
  legitimate_blocked_usd: z.number(),
  legitimate_reviewed_usd: z.number(),
});
const quality = z.object({
  precision: z.number().nullable(),
  recall: z.number().nullable(),
});
const sideSchema = z.object({
  histogram: z.array(z.int()).openapi({ description: "Payments by score, in steps of 50 from 0 to 1000" }),
  at_500: quality.openapi({ description: "Of scores from 500 on" }),
  above_800: quality.openapi({ description: "Of scores above 800" }),
  money: money.openapi({ description: "By what was or would have been decided, rules included" }),
});

export const comparisonSchema = z
  .object({
    model: modelSchema,
    champion: z.string().openapi({ description: "The version that it is compared with" }),
    payments: z.int().openapi({ description: "Compared payments, the newest 100,000 at the most" }),
    labelled: z.object({
      frauds: z.int(),
      legitimate: z.int().openapi({ description: "Reported as such, or not reported within seven days" }),
      unknown: z.int(),
    }),
    disagreements: z.array(
      z.object({
        champion_decides: z.enum(decisions),
        challenger_decides: z.enum(decisions),
        payments: z.int(),
        amount_usd: z.number(),
      }),
    ),
    of_champion: sideSchema,
    of_challenger: sideSchema,
  })
  .openapi("ModelComparison");
export type Comparison = z.infer<typeof comparisonSchema>;
