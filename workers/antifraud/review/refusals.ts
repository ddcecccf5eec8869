import { colleaguesOf } from "#auth";
import type { Platform } from "#platform/platform";
import type { Problem } from "#platform/problem";
import { reviewClosed, reviewHeld } from "./errors.ts";
import { findReviews, type ReviewRow } from "./store.ts";

const iso = (at: number) => new Date(at).toISOString();

/** Why a review could not be changed: it has its verdict, or somebody else holds it; it names who, and until when. */
export async function refusalOf(platform: Platform, organizationId: string, transactionId: string): Promise<Problem> {
  const [review] = await findReviews(platform.db, organizationId, [transactionId]);
  return review ? describeRefusal(platform, review) : reviewHeld("Ask again");
}

export async function describeRefusal(platform: Platform, review: ReviewRow): Promise<Problem> {
  const { organizationId, assignee, heldUntil, closedAt, closedBy, decision } = review;
  if (closedAt !== null)
    return reviewClosed(`${decision} by ${await calledBy(platform, organizationId, closedBy)} at ${iso(closedAt)}`);
  if (assignee === null || heldUntil === null) return reviewHeld("It was a moment ago, ask again");
  return reviewHeld(`By ${await calledBy(platform, organizationId, assignee)} until ${iso(heldUntil)}`);
}

/** The name and id of a person; of anyone else the id. */
async function calledBy(platform: Platform, organizationId: string, id: string | null): Promise<string> {
  if (id === null) return "nobody";
  const name = (await colleaguesOf(platform, organizationId, [id])).get(id)?.name;
  return name === undefined ? id : `${name} (${id})`;
}
