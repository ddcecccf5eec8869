import { z } from "@hono/zod-openapi";
import { mediaTypes } from "./media-type.ts";

export const attachmentSchema = z
  .object({
    id: z.string(),
    transaction_id: z.string(),
    name: z.string(),
    media_type: z.enum(mediaTypes).openapi({ description: "By the bytes of the file, whatever it is called" }),
    bytes: z.int(),
    author: z.string().openapi({ description: "The id of a person, or of a machine" }),
    created_at: z.iso.datetime(),
  })
  .openapi("Attachment");
export type Attachment = z.infer<typeof attachmentSchema>;
