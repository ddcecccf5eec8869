import type { DrizzleD1Database } from "drizzle-orm/d1";
import { revisionNow } from "../lists/book-store.ts";
import { antifraudLists as lists } from "../lists/tables.ts";
import { type BlockedType, blockedTypes } from "./schemas.ts";

/** The list of an organisation in which blocks of a type are kept; rules may ask it by this id as well. */
export const listOfBlocks = (type: BlockedType): string => `lst_blocked_${type}s`;

export const everyListOfBlocks: readonly string[] = blockedTypes.map(listOfBlocks);

export const typeOfList = (listId: string): BlockedType =>
  blockedTypes.find((type) => listOfBlocks(type) === listId) ?? "card";

/** What people who read an answer see as the list's name. */
const names: Record<BlockedType, string> = {
  card: "Blocked cards",
  user: "Blocked users",
  device: "Blocked devices",
};

/** The statement that makes the list of a type, where the organisation has none yet. */
export const makeListOfBlocks = (db: DrizzleD1Database, organizationId: string, type: BlockedType, now: number) =>
  db
    .insert(lists)
    .values({
      organizationId,
      id: listOfBlocks(type),
      name: names[type],
      description: "",
      kind: "block",
      subject: type,
      isSystem: true,
      entries: 0,
      version: 1,
      createdIn: revisionNow(organizationId),
      createdBy: "system",
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing();
