import { z } from "@hono/zod-openapi";
import { body, createRoute, createRouter, json, problem, requires, signedIn } from "#platform/http";
import { notAuthenticated } from "../errors.ts";
import { moduleAccessSchema, profileSchema, profileUpdateSchema, roleChangeSchema } from "../schemas.ts";
import { changeModules, changeRole, removePerson, updateProfile } from "./change-people.ts";
import { profileOf, readPerson } from "./find-people.ts";
import { findPerson } from "./store.ts";

const userId = z.object({ user_id: z.string().max(64) });

const getMe = createRoute({
  method: "get",
  path: "/users/me",
  operationId: "readOwnProfile",
  tags: ["People"],
  summary: "Read one's own profile",
  ...signedIn,
  responses: { 200: json(profileSchema, "The signed-in person"), 401: problem("auth.not_authenticated") },
});

const putMe = createRoute({
  method: "put",
  path: "/users/me",
  operationId: "updateOwnProfile",
  tags: ["People"],
  summary: "Change one's own name or phone",
  ...signedIn,
  request: body(profileUpdateSchema),
  responses: { 200: json(profileSchema, "The profile as it is now"), 401: problem("auth.not_authenticated") },
});

const getPerson = createRoute({
  method: "get",
  path: "/users/{user_id}",
  operationId: "readPerson",
  tags: ["People"],
  summary: "Read a person's profile",
  ...requires("manage:users"),
  request: { params: userId },
  responses: { 200: json(profileSchema, "The person"), 404: problem("auth.person_not_found") },
});

const putModules = createRoute({
  method: "put",
  path: "/users/{user_id}/modules",
  operationId: "changeModules",
  tags: ["People"],
  summary: "Say which products a person may use",
  description: "In effect within a second, also for tokens that were issued before.",
  ...requires("manage:users", undefined, { isFresh: true }),
  request: { params: userId, ...body(moduleAccessSchema) },
  responses: {
    200: json(profileSchema, "The person as they are now"),
    404: problem("auth.person_not_found"),
    422: problem("request.invalid"),
  },
});

const putRole = createRoute({
  method: "put",
  path: "/users/{user_id}/role",
  operationId: "changeRole",
  tags: ["People"],
  summary: "Give a person another role",
  description: "In effect within a second, also for tokens that were issued before.",
  ...requires("manage:users", undefined, { isFresh: true }),
  request: { params: userId, ...body(roleChangeSchema) },
  responses: {
    200: json(profileSchema, "The person as they are now"),
    403: problem("auth.role_too_high"),
    404: problem("auth.person_not_found"),
    409: problem("auth.last_admin"),
  },
});

const deletePerson = createRoute({
  method: "delete",
  path: "/users/{user_id}",
  operationId: "removePerson",
  tags: ["People"],
  summary: "Remove a person and end their sessions",
  ...requires("manage:users", undefined, { isFresh: true }),
  request: { params: userId },
  responses: {
    204: { description: "Removed" },
    403: problem("auth.role_too_high"),
    404: problem("auth.person_not_found"),
    409: problem("auth.last_admin"),
  },
});

export const peopleRoutes = createRouter()
  .openapi(getMe, async (c) => {
    const { caller, platform } = c.var;
    const user = await findPerson(platform.db, caller.organizationId, caller.id);
    if (!user) throw notAuthenticated();
    return c.json(await profileOf(platform, user), 200);
  })
  .openapi(putMe, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await updateProfile(platform, caller, c.req.valid("json"), requestId), 200);
  })
  .openapi(getPerson, async (c) =>
    c.json(await readPerson(c.var.platform, c.var.caller, c.req.valid("param").user_id), 200),
  )
  .openapi(putModules, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { user_id } = c.req.valid("param");
    return c.json(await changeModules(platform, caller, user_id, c.req.valid("json").modules, requestId), 200);
  })
  .openapi(putRole, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { user_id } = c.req.valid("param");
    return c.json(await changeRole(platform, caller, user_id, c.req.valid("json").role, requestId), 200);
  })
  .openapi(deletePerson, async (c) => {
    await removePerson(c.var.platform, c.var.caller, c.req.valid("param").user_id, c.var.requestId);
    return c.body(null, 204);
  });
