import { z } from "@hono/zod-openapi";

/** The page that a view is of, as the application names it. */
export const viewPage = z.string().regex(/^[a-z][a-z_-]{0,39}$/, "Must be the name of a page");
export const viewId = z.string().regex(/^[\w-]{8,64}$/, "Must be 8 to 64 letters, digits, _ or -");

export const viewInputSchema = z
  .strictObject({
    page: viewPage,
    name: z.string().trim().min(1).max(60),
    query: z.string().max(1000).openapi({ description: "The filter, as it stands in the address of the page" }),
    is_shared: z.boolean().default(false).openapi({ description: "Whether everybody of the organisation sees it" }),
  })
  .openapi("ViewInput");
export type ViewInput = z.infer<typeof viewInputSchema>;

export const viewSchema = z
  .object({
    id: z.string(),
    page: z.string(),
    name: z.string(),
    query: z.string(),
    is_shared: z.boolean(),
    is_own: z.boolean(),
    owner_name: z.string().nullable().openapi({ description: "Who shared it; null for one's own" }),
    updated_at: z.iso.datetime(),
  })
  .openapi("SavedView");
export type SavedView = z.infer<typeof viewSchema>;

export const viewListSchema = z
  .object({ owner_id: z.string().openapi({ description: "Whose views they are" }), data: z.array(viewSchema) })
  .openapi("SavedViews");
export type SavedViews = z.infer<typeof viewListSchema>;
