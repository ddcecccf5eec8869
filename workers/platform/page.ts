import { z } from "@hono/zod-openapi";

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
