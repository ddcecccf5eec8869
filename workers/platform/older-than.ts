import { and, type Column, eq, lt, or, type SQL } from "drizzle-orm";
import type { Cursor } from "./page.ts";

/** The rows behind a place in a list that shows the newest first, by when they were made and their ids; undefined on its first page. */
export const olderThan = (after: Cursor | undefined, at: Column, id: Column): SQL | undefined =>
  after && or(lt(at, after.at), and(eq(at, after.at), lt(id, after.id)));
