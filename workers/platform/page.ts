import { z } from "@hono/zod-openapi";
import { invalidRequest } from "./problem.ts";

/** `?limit=&cursor=` of every list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});

/** One page of a list; `next_cursor` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });

/** Where a walk stands: the sort time of the last row seen and its id, which breaks ties. */
export type Cursor = { at: number; id: string };

/** Where a list goes on; refuses what is no cursor. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const cursor = decodeCursor(text);
  if (!cursor) throw invalidRequest({ errors: [{ path: "cursor", message: "Not a cursor of this list" }] });
  return cursor;
}

/** The page of rows of which one more than `limit` was asked for, and where the next begins. */
export function toPage<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => Cursor) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next_cursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}

export function encodeCursor({ at, id }: Cursor): string {
  return btoa(`${at}:${id}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The cursor that `encodeCursor` made, or undefined for anything else. */
export function decodeCursor(text: string): Cursor | undefined {
  try {
    const [, at, id] = /^(\d{1,16}):(.{1,150})$/s.exec(atob(text.replaceAll("-", "+").replaceAll("_", "/"))) ?? [];
    return at === undefined || id === undefined ? undefined : { at: Number(at), id };
  } catch {
    return undefined;
  }
}
