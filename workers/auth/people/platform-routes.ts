import { z } from "@hono/zod-openapi";
import { createRoute, createRouter, json, problem, requires } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import { roles } from "../roles.ts";
import { platformPersonSchema } from "../schemas.ts";
import { activatePerson, suspendPerson } from "./change-people.ts";
import { listPlatformPeople } from "./list-platform-people.ts";

const userId = z.object({ user_id: z.string().max(64) });

const getEveryone = createRoute({
  method: "get",
  path: "/admin/users",
  operationId: "listPlatformPeople",
  tags: ["Administration"],
  summary: "List the people of every organisation",
  ...requires("manage:organizations"),
  request: {
    query: pageQuery.extend({
      email: z
        .email()
        .max(255)
        .transform((address) => address.toLowerCase())
        .optional()
        .openapi({ description: "The whole address" }),
      organization_id: z.string().max(64).optional(),
      role: z.enum(roles).optional(),
      status: z.enum(["active", "suspended"]).optional(),
    }),
  },
  responses: { 200: json(pageOf(platformPersonSchema), "The people, newest first") },
});

const postSuspend = createRoute({
  method: "post",
  path: "/admin/users/{user_id}/suspend",
  operationId: "suspendPerson",
  tags: ["Administration"],
  summary: "Keep a person from signing in and end their sessions",
  description: "In effect within a second, until the person is activated again.",
  ...requires("manage:organizations", undefined, { isFresh: true }),
  request: { params: userId },
  responses: {
    200: json(platformPersonSchema, "The person as they are now"),
    404: problem("auth.person_not_found"),
    409: problem("auth.own_account or auth.last_super_admin"),
  },
});

const postActivate = createRoute({
  method: "post",
  path: "/admin/users/{user_id}/activate",
  operationId: "activatePerson",
  tags: ["Administration"],
  summary: "Let a suspended person sign in again",
  ...requires("manage:organizations", undefined, { isFresh: true }),
  request: { params: userId },
  responses: {
    200: json(platformPersonSchema, "The person as they are now"),
    404: problem("auth.person_not_found"),
  },
});

/** What super administrators do with people of any organisation. */
export const platformPeopleRoutes = createRouter()
  .openapi(getEveryone, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await listPlatformPeople(platform, caller, c.req.valid("query"), requestId), 200);
  })
  .openapi(postSuspend, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await suspendPerson(platform, caller, c.req.valid("param").user_id, requestId), 200);
  })
  .openapi(postActivate, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await activatePerson(platform, caller, c.req.valid("param").user_id, requestId), 200);
  });
