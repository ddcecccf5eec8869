/**
 * Whoever personal data is about: a person of the platform (`usr_…`), a payer or a card as an organisation names them, or
 * the organisation itself, to which the addresses of its machines belong.
 */
export const subjectTypes = ["person", "payer", "card", "organization"] as const;
export type Subject = { type: (typeof subjectTypes)[number]; id: string };

/** The name of a subject, unique in its organisation. */
export const subjectName = ({ type, id }: Subject): string => `${type}:${id}`;

/** What stands in a row in place of the identifier of whoever was erased. */
export const ERASED = "erased";
