import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { readUpload } from "#platform/upload";
import { addEntry, changeEntry, takeOff } from "./change-entries.ts";
import { exportEntries } from "./export-entries.ts";
import { importEntries, MOST_IMPORT_BYTES } from "./import-entries.ts";
import { etagOfEntry, mustFindEntry, readEntries, toEntryView } from "./read-lists.ts";
import { entryChange, entryInput, entryQuery, entrySchema, importModes, importReportSchema } from "./schemas.ts";

const reads = () => requires("read:transactions", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });
const tags = ["Lists"];
const ofList = z.object({ list_id: z.string().max(64) });
const named = ofList.extend({ entry_id: z.string().max(64) });
const unknownList = { 404: problem("antifraud.list_not_found") };
const unknownEntry = { 404: problem("antifraud.list_not_found or antifraud.list_entry_not_found") };
const refused = {
  422: problem("request.invalid or request.card_number_refused"),
  503: problem("antifraud.lists_unavailable"),
};

const postEntry = createRoute({
  method: "post",
  path: "/antifraud/lists/{list_id}/entries",
  operationId: "addListEntry",
  tags,
  summary: "Put a value on a list",
  description:
    "It holds from the next payment on, within seconds everywhere, until it expires or is removed. At most 50,000 entries a list.",
  ...writes(),
  request: { params: ofList, ...body(entryInput) },
  responses: {
    201: json(entrySchema, "The entry; `ETag` names its revision"),
    ...unknownList,
    409: problem("antifraud.list_entry_taken, antifraud.list_full or antifraud.list_kept_by_system"),
    ...refused,
  },
});

const getEntries = createRoute({
  method: "get",
  path: "/antifraud/lists/{list_id}/entries",
  operationId: "listListEntries",
  tags,
  summary: "List what is on a list, or was, newest first; look for a value",
  ...reads(),
  request: { params: ofList, query: entryQuery },
  responses: { 200: json(pageOf(entrySchema), "One page"), ...unknownList },
});

const getEntry = createRoute({
  method: "get",
  path: "/antifraud/lists/{list_id}/entries/{entry_id}",
  operationId: "readListEntry",
  tags,
  summary: "Read an entry, also one that was removed",
  ...reads(),
  request: { params: named },
  responses: { 200: json(entrySchema, "The entry; `ETag` names its revision"), ...unknownEntry },
});

const putEntry = createRoute({
  method: "put",
  path: "/antifraud/lists/{list_id}/entries/{entry_id}",
  operationId: "replaceListEntry",
  tags,
  summary: "Say anew why a value is on a list and until when",
  ...writes(),
  request: { params: named, ...body(entryChange) },
  responses: {
    200: json(entrySchema, "The entry"),
    ...unknownEntry,
    409: problem("antifraud.list_kept_by_system"),
    412: problem("antifraud.list_changed"),
    ...refused,
  },
});

const deleteEntry = createRoute({
  method: "delete",
  path: "/antifraud/lists/{list_id}/entries/{entry_id}",
  operationId: "removeListEntry",
  tags,
  summary: "Take a value off a list",
  description: "The history keeps it.",
  ...writes(),
  request: { params: named },
  responses: {
    204: { description: "Removed" },
    ...unknownEntry,
    409: problem("antifraud.list_kept_by_system"),
    412: problem("antifraud.list_changed"),
    503: problem("antifraud.lists_unavailable"),
  },
});

const postImport = createRoute({
  method: "post",
  path: "/antifraud/lists/{list_id}/import",
  operationId: "importListEntries",
  tags,
  summary: "Put the lines of a CSV file on a list",
  description:
    "Columns `value`, `reason`, `reference`, `expires_at`, in this order where the first line does not name them; commas or semicolons. `all_or_nothing` refuses a file with a bad line, `good_lines` adds the others; each bad line is told by its number. What the list holds already stays as it is, so the same file adds nothing twice.",
  ...requires("write:rules", "antifraud", { in: "both", repeatsBy: "value" }),
  request: {
    params: ofList,
    body: {
      required: true,
      content: {
        // Plain JSON Schema, so that the form is read once, within its limit.
        "multipart/form-data": {
          schema: {
            type: "object",
            required: ["file"],
            properties: {
              file: { type: "string", contentMediaType: "text/csv", description: "UTF-8, up to 50,000 lines" },
              mode: { type: "string", enum: [...importModes], default: "all_or_nothing" },
            },
          },
        },
      },
    },
  },
  responses: {
    200: json(importReportSchema, "What became of the lines"),
    ...unknownList,
    409: problem("antifraud.list_full or antifraud.list_kept_by_system"),
    400: problem("request.malformed_form"),
    413: problem("request.body_too_large"),
    415: problem("request.not_a_form"),
    422: problem("antifraud.import_refused, request.invalid or request.card_number_refused"),
    503: problem("antifraud.lists_unavailable"),
  },
});

const getExport = createRoute({
  method: "get",
  path: "/antifraud/lists/{list_id}/export",
  operationId: "exportListEntries",
  tags,
  summary: "Read what a list holds as CSV",
  ...reads(),
  request: { params: ofList },
  responses: {
    200: {
      description: "UTF-8 with a byte order mark, formulas made harmless; an import takes it back",
      content: { "text/csv": { schema: z.string() } },
    },
    ...unknownList,
    503: problem("auth.audit_unavailable"),
  },
});

export const entryRoutes = createRouter()
  .openapi(postEntry, async (c) => {
    const { platform, caller, requestId } = c.var;
    const row = await addEntry(platform, caller, c.req.valid("param").list_id, c.req.valid("json"), requestId);
    c.header("etag", etagOfEntry(row));
    return c.json(await toEntryView(platform, row), 201);
  })
  .openapi(getEntries, async (c) => {
    const { list_id } = c.req.valid("param");
    return c.json(await readEntries(c.var.platform, c.var.caller.organizationId, list_id, c.req.valid("query")), 200);
  })
  .openapi(getEntry, async (c) => {
    const { list_id, entry_id } = c.req.valid("param");
    const row = await mustFindEntry(c.var.platform, c.var.caller.organizationId, list_id, entry_id);
    c.header("etag", etagOfEntry(row));
    return c.json(await toEntryView(c.var.platform, row), 200);
  })
  .openapi(putEntry, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { list_id, entry_id } = c.req.valid("param");
    const request = { requestId, ifMatch: c.req.header("if-match") };
    const row = await changeEntry(platform, caller, list_id, entry_id, c.req.valid("json"), request);
    c.header("etag", etagOfEntry(row));
    return c.json(await toEntryView(platform, row), 200);
  })
  .openapi(deleteEntry, async (c) => {
    const { list_id, entry_id } = c.req.valid("param");
    const request = { requestId: c.var.requestId, ifMatch: c.req.header("if-match") };
    await takeOff(c.var.platform, c.var.caller, list_id, entry_id, request);
    return c.body(null, 204);
  })
  .openapi(postImport, async (c) => {
    const { platform, caller, requestId } = c.var;
    const readForm = () => readUpload(c, { maxBytes: MOST_IMPORT_BYTES, files: ["file"] });
    return c.json(await importEntries(platform, caller, c.req.valid("param").list_id, readForm, requestId), 200);
  })
  .openapi(getExport, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { list_id } = c.req.valid("param");
    const table = await exportEntries(platform, caller, list_id, requestId);
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${list_id}.csv"`,
    };
    // SAFETY: the rows are text as the contract says; a stream has no type of its own here.
    return c.body(table, 200, headers) as never;
  });
