import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { isNetwork } from "#platform/networks";
import { changeAllowlist, readAllowlist } from "./ip-allowlist.ts";

const organizationId = z.object({ org_id: z.string().max(64) });

const network = z.string().max(50).refine(isNetwork, "Must be an address or a network such as 10.0.0.0/8");
const allowlistSchema = z
  .strictObject({
    networks: z
      .array(network)
      .max(100)
      .openapi({ description: "Networks from which the organisation may be used; none means from anywhere" }),
  })
  .openapi("IpAllowlist");

const getAllowlist = createRoute({
  method: "get",
  path: "/organizations/{org_id}/ip-allowlist",
  operationId: "readIpAllowlist",
  tags: ["Organisations"],
  summary: "Read from which networks an organisation may be used",
  ...requires("manage:org"),
  request: { params: organizationId },
  responses: { 200: json(allowlistSchema, "The networks"), 404: problem("auth.organization_not_found") },
});

const putAllowlist = createRoute({
  method: "put",
  path: "/organizations/{org_id}/ip-allowlist",
  operationId: "changeIpAllowlist",
  tags: ["Organisations"],
  summary: "Say from which networks an organisation may be used",
  description:
    "In effect within a second, for its people and its keys, beside the networks of each key. Super administrators are not bound. A list without the caller's own address is refused.",
  ...requires("manage:org", undefined, { isFresh: true }),
  request: { params: organizationId, ...body(allowlistSchema) },
  responses: {
    200: json(allowlistSchema, "The networks as they are now"),
    404: problem("auth.organization_not_found"),
    409: problem("auth.own_address_missing"),
  },
});

export const allowlistRoutes = createRouter()
  .openapi(getAllowlist, async (c) =>
    c.json(await readAllowlist(c.var.platform, c.var.caller, c.req.valid("param").org_id), 200),
  )
  .openapi(putAllowlist, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { networks } = c.req.valid("json");
    return c.json(await changeAllowlist(platform, caller, c.req.valid("param").org_id, networks, requestId), 200);
  });
