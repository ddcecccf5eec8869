import { z } from "@hono/zod-openapi";
import { outcomes, results, states, verdicts } from "./words.ts";

export const time = z.iso.datetime();
export const person = z.string().openapi({ description: "The id of a person, or of a machine" });

export const reviewSchema = z
  .object({
    transaction_id: z.string(),
    state: z.enum(states),
    priority: z.int().openapi({ description: "The score, and a hundred for each tenfold of the amount in dollars" }),
    risk_score: z.int(),
    opened_at: time,
    due_at: time,
    overdue: z.boolean(),
    assignee: person.nullable(),
    assignee_name: z.string().nullable(),
    held_until: time.nullable().openapi({ description: "Until when the assignee's claim keeps others out" }),
    escalated_at: time.nullable(),
    verification: z.enum(results).nullable().openapi({ description: "What came last of asking the payer" }),
    verdict: z
      .object({
        id: z.string(),
        decision: z.enum(verdicts),
        outcome: z.enum(outcomes),
        by: person,
        at: time,
        undo_until: time.nullable().openapi({ description: "In real time; null once the verdict is final" }),
      })
      .nullable(),
  })
  .openapi("Review");
export type Review = z.infer<typeof reviewSchema>;
