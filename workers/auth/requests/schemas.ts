import { z } from "@hono/zod-openapi";
import { pageOf, pageQuery } from "#platform/page";
import { modes } from "#platform/sandbox";
import { REQUESTS_KEPT, statusClasses } from "./logged-request.ts";

export const requestQuerySchema = pageQuery.extend({
  status: z.enum(statusClasses).optional().openapi({ description: "The class of the status" }),
  path: z.string().min(1).max(200).optional().openapi({ description: "A part of the path, or of the operation's" }),
  caller: z.string().max(64).optional().openapi({ description: "The id of a key (`key_…`) or client (`cli_…`)" }),
  request_id: z.string().min(1).max(64).optional().openapi({ description: "A part of the id of the request" }),
});

export const loggedRequestSchema = z
  .object({
    id: z.string(),
    request_id: z.string().openapi({ description: "That of the header `x-request-id`" }),
    at: z.iso.datetime(),
    method: z.string(),
    route: z.string().nullable().openapi({ description: "The operation's path; null where none was found" }),
    path: z.string().openapi({
      description:
        "Path and query as they came; `hidden` in place of what might be a card number, a secret, or sealed elsewhere",
    }),
    status: z.number().int(),
    problem: z.string().nullable().openapi({ description: "The code of the problem, where it was refused" }),
    duration_ms: z.number().int(),
    caller: z.object({
      id: z.string(),
      kind: z.enum(["api_key", "oauth_client"]),
      name: z.string().nullable().openapi({ description: "null of one that is gone" }),
    }),
    mode: z.enum(modes),
    media_type: z.string().nullable().openapi({ description: "Of the body that came" }),
    request_bytes: z.number().int().nullable().openapi({ description: "null where the caller did not say" }),
    response_bytes: z.number().int().nullable().openapi({ description: "null of files" }),
  })
  .openapi("LoggedRequest");
export type LoggedRequestView = z.infer<typeof loggedRequestSchema>;

export const requestPageSchema = pageOf(loggedRequestSchema).extend({
  left_out: z
    .number()
    .int()
    .openapi({
      description: `How many more there were among the newest ${REQUESTS_KEPT} that came too fast, and were only counted`,
    }),
});
export type RequestPage = z.infer<typeof requestPageSchema>;
