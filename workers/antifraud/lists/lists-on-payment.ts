import type { Subject } from "../rule-language/expression.ts";
import type { Action } from "../rules/rule.ts";
import type { BookedList } from "./list-book.ts";
import { actionOfList, fieldOfSubject, type ListKind, type ListSubject } from "./list-subjects.ts";

/** What lists said of a payment when it was decided, without anything that the payment named. */
export type ListEvidence = {
  /** The revision of the organisation's lists that was asked. */
  revision: number;
  /** The lists that held something of the payment; the first few of each kind with the names that they had. */
  held: { id: string; subject: ListSubject; kind: ListKind; name?: string }[];
  /** Of what there were lists, but the payment said nothing: whether these held it is not known. */
  lacks: ListSubject[];
};

/** What lists said of a payment, and which there are. */
export type ListsOnPayment = { evidence: ListEvidence; known: ReadonlyMap<string, ListSubject> };

/** Sentences stay readable, and evidence small, however many lists hold a payment. */
const MOST_NAMED = 3;

export function evidenceOf(
  { revision, lists }: { revision: number; lists: readonly BookedList[] },
  held: ReadonlySet<string>,
  lacks: readonly ListSubject[],
): ListEvidence {
  const named: Record<ListKind, number> = { block: 0, allow: 0, watch: 0 };
  return {
    revision,
    held: lists
      .filter(({ id }) => held.has(id))
      .map(({ id, subject, kind, name }) => ({ id, subject, kind, ...(named[kind]++ < MOST_NAMED && { name }) })),
    lacks: lacks.filter((subject) => lists.some((list) => list.subject === subject)),
  };
}

/** How decisions name a list among rules: no rule's id begins so. */
const refOfList = (id: string): string => `list:${id}`;

/** Hits of lists, as outcomes beside those of rules. */
export const hitsOfLists = (evidence: ListEvidence | undefined): { ref: string; action: Action; kind: ListKind }[] =>
  (evidence?.held ?? []).map(({ id, kind }) => ({ ref: refOfList(id), action: actionOfList[kind], kind }));

/** The names that sentences fill in. */
export function namesOfLists(evidence: ListEvidence | undefined): { blockingLists: string; watchingLists: string } {
  const named = (kind: ListKind) =>
    (evidence?.held ?? []).flatMap((held) => (held.kind === kind ? (held.name ?? []) : [])).join("; ");
  return { blockingLists: named("block"), watchingLists: named("watch") };
}

/**
 * What rules hear of lists: whether one held what stood in a field. Not known of a list that there was not, of one that is of
 * something else, and where the payment said nothing. The same evidence always gives the same answers.
 */
export function askLists(
  evidence: ListEvidence | undefined,
  known: ReadonlyMap<string, ListSubject>,
): NonNullable<Subject["isListed"]> {
  const held = new Set(evidence?.held.map(({ id }) => id));
  return (list, field) => {
    const subject = known.get(list);
    if (evidence === undefined || subject === undefined || fieldOfSubject[subject] !== field) return undefined;
    return evidence.lacks.includes(subject) ? undefined : held.has(list);
  };
}

/** A list as the database knows it, from which it is told which there were at a revision. */
export type DatedList = { id: string; subject: ListSubject; createdIn: number; deletedIn: number | null };

/** The lists that there were at a revision. */
export const listsKnownAt = (lists: readonly DatedList[], revision: number): Map<string, ListSubject> =>
  new Map(
    lists
      .filter(({ createdIn, deletedIn }) => createdIn <= revision && (deletedIn === null || deletedIn > revision))
      .map(({ id, subject }) => [id, subject]),
  );
