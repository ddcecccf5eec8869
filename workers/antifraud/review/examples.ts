import type { z } from "@hono/zod-openapi";
import type { Review } from "./review-schema.ts";
import type { ReviewClaim, ReviewDetail, ReviewItem, Verification, verificationResultSchema } from "./schemas.ts";

const transaction_id = "TXN_2025_123456";
const reviewer = "usr_01ka9d3n6p8q0r2s4t6v8w0x2y";

/** What the reference shows of a review. */
export const reviewExample: Review = {
  transaction_id,
  state: "claimed",
  priority: 811,
  risk_score: 550,
  opened_at: "2025-11-24T14:30:01.204Z",
  due_at: "2025-11-24T15:30:01.204Z",
  overdue: false,
  assignee: reviewer,
  assignee_name: "Dilnoza Karimova",
  held_until: "2025-11-24T14:50:00.000Z",
  escalated_at: null,
  verification: "passed",
  verdict: null,
};

export const reviewDetailExample: ReviewDetail = {
  ...reviewExample,
  notes: [
    {
      id: "nte_01kb0qf2k4m6n8p0q2r4s6t8v0",
      kind: "note",
      author: reviewer,
      created_at: "2025-11-24T14:35:00.000Z",
      note: "Calling the customer",
    },
  ],
  verifications: [
    {
      reference: "OTP-77120",
      method: "sms",
      result: "passed",
      received_at: "2025-11-24T14:34:10.000Z",
      received_by: "key_01ka9c2m5n7p9q1r3s5t7v9w1x",
    },
  ],
};

export const claimExample: ReviewClaim = { note: "Calling the customer" };

export const verificationExample: Verification = { method: "sms", result: "passed", reference: "OTP-77120" };

export const verificationResultExample: z.input<typeof verificationResultSchema> = {
  transaction_id,
  reference: "OTP-77120",
  status: "recorded",
  review: reviewExample,
};

export const queueExample: { data: ReviewItem[]; next_cursor: string | null } = {
  data: [{ ...reviewExample, transaction: null }],
  next_cursor: null,
};
