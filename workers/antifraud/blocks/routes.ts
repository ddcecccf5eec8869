import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf } from "#platform/page";
import { blockEntity, liftBlock, mustFindBlock, readBlocks, toBlockView } from "./block-entities.ts";
import { blockInput, blockQuery, blockSchema } from "./schemas.ts";

const tags = ["Entity blocks"];
const named = z.object({ block_id: z.string().max(64) });
const reads = () => requires("read:transactions", "antifraud", { in: "both" });
const writes = () => requires("write:rules", "antifraud", { in: "both" });

const postBlock = createRoute({
  method: "post",
  path: "/antifraud/blocks",
  operationId: "blockEntity",
  tags,
  summary: "Block a card, user or device for a time",
  description:
    "Its payments are refused from the next one on, within seconds everywhere, until the block ends or is lifted; 72 hours where nothing is said. Rules may ask the lists `lst_blocked_cards`, `lst_blocked_users` and `lst_blocked_devices`.",
  ...writes(),
  request: body(blockInput),
  responses: {
    201: json(blockSchema, "The block"),
    409: problem("antifraud.already_blocked or antifraud.list_full"),
    422: problem("request.invalid or request.card_number_refused"),
    503: problem("antifraud.lists_unavailable"),
  },
});

const getBlocks = createRoute({
  method: "get",
  path: "/antifraud/blocks",
  operationId: "listBlocks",
  tags,
  summary: "List blocks, newest first",
  ...reads(),
  request: { query: blockQuery },
  responses: { 200: json(pageOf(blockSchema), "One page"), 422: problem("request.invalid") },
});

const getBlock = createRoute({
  method: "get",
  path: "/antifraud/blocks/{block_id}",
  operationId: "readBlock",
  tags,
  summary: "Read a block, also one that is over",
  ...reads(),
  request: { params: named },
  responses: { 200: json(blockSchema, "The block"), 404: problem("antifraud.block_not_found") },
});

const deleteBlock = createRoute({
  method: "delete",
  path: "/antifraud/blocks/{block_id}",
  operationId: "liftBlock",
  tags,
  summary: "Lift a block before its end",
  ...writes(),
  request: { params: named },
  responses: {
    204: { description: "Lifted" },
    404: problem("antifraud.block_not_found"),
    409: problem("antifraud.block_over"),
    503: problem("antifraud.lists_unavailable"),
  },
});

export const blockRoutes = createRouter()
  .openapi(postBlock, async (c) => {
    const row = await blockEntity(c.var.platform, c.var.caller, c.req.valid("json"), c.var.requestId);
    return c.json(await toBlockView(c.var.platform, row), 201);
  })
  .openapi(getBlocks, async (c) =>
    c.json(await readBlocks(c.var.platform, c.var.caller.organizationId, c.req.valid("query")), 200),
  )
  .openapi(getBlock, async (c) => {
    const row = await mustFindBlock(c.var.platform, c.var.caller.organizationId, c.req.valid("param").block_id);
    return c.json(await toBlockView(c.var.platform, row), 200);
  })
  .openapi(deleteBlock, async (c) => {
    await liftBlock(c.var.platform, c.var.caller, c.req.valid("param").block_id, c.var.requestId);
    return c.body(null, 204);
  });
