import { z } from "@hono/zod-openapi";
import { alertKinds } from "./figures.ts";
import { referenceKinds } from "./reference.ts";

const share = z.number().nullable();
const psi = z.number().nullable().openapi({ description: "Population stability index; from 0.25 on it is an alert" });

export const healthSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    as_of: z.iso.date().nullable().openapi({ description: "The last UTC day that was looked at" }),
    reference: z
      .object({
        kind: z.enum(referenceKinds).openapi({
          description: "What the model was calibrated on, or the first days on which it scored your payments",
        }),
        from: z.iso.date().nullable(),
        to: z.iso.date().nullable(),
        payments: z.int(),
      })
      .nullable()
      .openapi({ description: "What drift is measured from; null until there is enough" }),
    collected: z
      .object({
        from: z.iso.date().nullable().openapi({ description: "Before it the windows of your entities were filling" }),
        days: z.int(),
        days_needed: z.int(),
        payments: z.int(),
        payments_needed: z.int(),
      })
      .nullable()
      .openapi({ description: "How far the reference has come, until there is one" }),
    drift: z
      .object({
        days: z.int().openapi({ description: "The last days, taken together" }),
        payments: z.int().openapi({ description: "Payments looked at" }),
        score_psi: z.number(),
        features: z
          .array(z.object({ feature: z.string(), psi, missing: z.number(), missing_before: z.number() }))
          .openapi({ description: "The one that moved most first" }),
      })
      .nullable()
      .openapi({ description: "Null before there is a reference, and below 200 payments" }),
    outcomes: z
      .object({
        from: z.iso.date(),
        to: z.iso.date(),
        true_positives: z.int().openapi({ description: "Fraud that was reviewed or blocked" }),
        false_positives: z.int(),
        false_negatives: z.int(),
        true_negatives: z.int(),
        precision: share,
        recall: share,
        accuracy: share,
        false_positive_rate: share,
      })
      .nullable()
      .openapi({
        description: "Payments decided on these days; those that nobody reported within seven days count as legitimate",
      }),
    calibration: z
      .object({
        payments: z.int(),
        frauds: z.int(),
        payments_needed: z.int(),
        frauds_needed: z.int(),
        sampled_every: z.int().openapi({ description: "1 where every payment was looked at" }),
        expected_error: share.openapi({
          description:
            "How far the predicted share of fraud is from the found one, in the mean over payments; null below what is needed",
        }),
        bands: z.array(
          z.object({
            from_score: z.int(),
            to_score: z.int(),
            payments: z.int(),
            frauds: z.int(),
            predicted: share.openapi({ description: "Mean probability of fraud that the model gave" }),
            found: share.openapi({ description: "Share that turned out to be fraud" }),
          }),
        ),
      })
      .nullable()
      .openapi({
        description: "What the model predicted and what was found, by its scores, of the payments that outcomes are of",
      }),
    label_latency: z
      .array(z.object({ source: z.string(), reports: z.int(), p50_days: z.number(), p90_days: z.number() }))
      .openapi({ description: "From payment to report, reports of the last 28 days" }),
    alerts: z.array(
      z.object({
        kind: z.enum(alertKinds),
        raised: z.iso.date(),
        resolved: z.iso.date().nullable(),
        figure: z.number(),
        threshold: z.number(),
        subject: z.string().nullable().openapi({ description: "The feature or the source of labels it is about" }),
      }),
    ),
    days: z.array(
      z.object({
        date: z.iso.date(),
        payments: z.int(),
        score_psi: psi,
        highest_feature_psi: psi,
        highest_feature: z.string().nullable(),
        precision: share,
        recall: share,
        accuracy: share,
      }),
    ),
  })
  .openapi("ModelHealth");
export type Health = z.infer<typeof healthSchema>;
