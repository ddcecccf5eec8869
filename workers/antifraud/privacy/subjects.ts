import type { Subject } from "#platform/subject";

/** Whom the details of a payment are about: the payer, and the card where one paid. */
export function subjectsOf(organizationId: string, payment: { userId: string; payer: string }): Subject[] {
  const prefix = `card:${organizationId}:`;
  const payer: Subject = { type: "payer", id: payment.userId };
  return payment.payer.startsWith(prefix) ? [payer, { type: "card", id: payment.payer.slice(prefix.length) }] : [payer];
}

/** The entity whose activity is a subject's; nobody but payers and cards has one. */
export function entityOf(organizationId: string, { type, id }: Subject): string | undefined {
  if (type === "payer") return `user:${organizationId}:${id}`;
  return type === "card" ? `card:${organizationId}:${id}` : undefined;
}
