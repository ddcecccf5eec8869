import type { ListKind, ListSubject } from "./list-subjects.ts";

/** A list as the activity objects know it. */
export type BookedList = { id: string; name: string; kind: ListKind; subject: ListSubject };

/** The lists of an organisation. Revisions only grow; entries change with them too. */
export type ListBook = { revision: number; lists: BookedList[] };

/** An entry at one of its revisions, on its way to an object. */
export type ListMember = {
  key: string;
  list: string;
  prefix: string | null;
  expiresAt: number | null;
  addedIn: number;
  removedIn: number | null;
};

/** Entries that changed since a revision. An object that is not at that revision any more does not take them. */
export type MembersWord = { since: number; members: ListMember[] };

/** All that changed since a revision was sent: from now on the book's revision holds. */
export type BookWord = { since: number; revision: number; book: string };

/** What an object that was never told of any list has as its revision. */
export const NEVER_TOLD = -1;
