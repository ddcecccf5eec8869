import { z } from "@hono/zod-openapi";
import { subscriptionTiers } from "#platform/caller";
import { body, createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { readPeople } from "../people/find-people.ts";
import {
  listedOrganizationSchema,
  newOrganizationSchema,
  organizationSchema,
  organizationTypes,
  organizationUpdateSchema,
  profileSchema,
} from "../schemas.ts";
import { listOrganizations } from "./list-organizations.ts";
import { createOrganization, readOrganization, updateOrganization } from "./manage-organizations.ts";

const organizationId = z.object({ org_id: z.string().max(64) });

const postOrganization = createRoute({
  method: "post",
  path: "/organizations",
  operationId: "createOrganization",
  tags: ["Organisations"],
  summary: "Open an organisation",
  ...requires("manage:organizations", undefined, { isFresh: true }),
  request: body(newOrganizationSchema),
  responses: { 201: json(organizationSchema, "The organisation") },
});

const getOrganizations = createRoute({
  method: "get",
  path: "/organizations",
  operationId: "listOrganizations",
  tags: ["Organisations"],
  summary: "List every organisation",
  ...requires("manage:organizations"),
  request: {
    query: pageQuery.extend({
      q: z.string().trim().max(100).optional().openapi({ description: "A part of the name, in any case" }),
      type: z.enum(organizationTypes).optional(),
      subscription_tier: z.enum(subscriptionTiers).optional(),
    }),
  },
  responses: { 200: json(pageOf(listedOrganizationSchema), "The organisations, newest first") },
});

const getOrganization = createRoute({
  method: "get",
  path: "/organizations/{org_id}",
  operationId: "readOrganization",
  tags: ["Organisations"],
  summary: "Read an organisation",
  ...requires("manage:org"),
  request: { params: organizationId },
  responses: { 200: json(organizationSchema, "The organisation"), 404: problem("auth.organization_not_found") },
});

const putOrganization = createRoute({
  method: "put",
  path: "/organizations/{org_id}",
  operationId: "updateOrganization",
  tags: ["Organisations"],
  summary: "Change an organisation",
  description:
    "Name, billing address and who needs a second factor; its plan, products and type are changed by super administrators alone.",
  ...requires("manage:org", undefined, { isFresh: true }),
  request: { params: organizationId, ...body(organizationUpdateSchema) },
  responses: {
    200: json(organizationSchema, "The organisation as it is now"),
    403: problem("auth.entitlements_fixed"),
    404: problem("auth.organization_not_found"),
  },
});

const getPeople = createRoute({
  method: "get",
  path: "/organizations/{org_id}/users",
  operationId: "listPeople",
  tags: ["Organisations"],
  summary: "List the people of an organisation",
  ...requires("manage:users"),
  request: { params: organizationId, query: pageQuery },
  responses: {
    200: json(pageOf(profileSchema), "The people, newest first"),
    404: problem("auth.organization_not_found"),
  },
});

export const organizationRoutes = createRouter()
  .openapi(postOrganization, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await createOrganization(platform, caller, c.req.valid("json"), requestId), 201);
  })
  .openapi(getOrganizations, async (c) => {
    return c.json(await listOrganizations(c.var.platform, c.req.valid("query")), 200);
  })
  .openapi(getOrganization, async (c) =>
    c.json(await readOrganization(c.var.platform, c.var.caller, c.req.valid("param").org_id), 200),
  )
  .openapi(putOrganization, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { org_id } = c.req.valid("param");
    return c.json(await updateOrganization(platform, caller, org_id, c.req.valid("json"), requestId), 200);
  })
  .openapi(getPeople, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { org_id } = c.req.valid("param");
    return c.json(await readPeople(c.var.platform, c.var.caller, org_id, limit, cursor), 200);
  });
