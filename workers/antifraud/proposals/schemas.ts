import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { documentFields, policySchema } from "../own-rules/schemas.ts";
import { label } from "../schemas.ts";
import { proposalKinds, proposalStates } from "./words.ts";

export const proposalSchema = z
  .object({
    id: z.string(),
    kind: z.enum(proposalKinds),
    rule_id: z.string().nullable().openapi({ description: "null where the policy is meant" }),
    base_revision: z.int().openapi({
      description: "The revision that the author saw; a proposal is approved only while it is the newest one",
    }),
    rule: z
      .object({ ...documentFields, notify: z.array(z.string()) })
      .nullable()
      .openapi({ description: "The whole rule as it would be; null where it would be removed" }),
    policy: policySchema.nullable(),
    comment: z.string(),
    state: z.enum(proposalStates),
    proposed_by: z.string(),
    answerable: z.string().openapi({
      description: "The person who proposed, or who issued the key that did; somebody else has to decide",
    }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    decided_by: z.string().nullable(),
    decided_at: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
    revision: z.int().nullable().openapi({ description: "The revision that its approval wrote" }),
  })
  .openapi("RuleProposal");
export type ProposalView = z.infer<typeof proposalSchema>;

export const proposalQuery = pageQuery.extend({ state: z.enum(proposalStates).optional() });

export const rejectionInput = z.strictObject({ reason: label(500) }).openapi("RuleProposalRejection");
