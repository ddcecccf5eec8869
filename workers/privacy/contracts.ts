import { z } from "@hono/zod-openapi";
import { body, createRoute, json, problem, requires, signedIn } from "#platform/http";
import { pageOf, pageQuery } from "#platform/page";
import {
  erasureOrderSchema,
  exportOrderSchema,
  keysSchema,
  requestSchema,
  retentionListSchema,
  retentionOrderSchema,
} from "./schemas.ts";

const id = z.object({ id: z.string().max(64) });
const document = {
  description: "One JSON document: what is kept and why, then every record",
  content: { "application/json": { schema: z.object({ records: z.array(z.record(z.string(), z.unknown())) }) } },
};
const exportProblems = {
  404: problem("privacy.request_not_found"),
  409: problem("privacy.export_not_ready"),
  410: problem("privacy.export_expired"),
};

export const postExport = createRoute({
  method: "post",
  path: "/privacy/export",
  operationId: "exportPersonalData",
  tags: ["Privacy"],
  summary: "Ask for everything that is kept about somebody",
  description:
    "Done behind the queue; about whom nothing is kept, the answer is the same. Downloadable for seven days.",
  ...requires("manage:privacy", undefined, { isFresh: true }),
  request: body(exportOrderSchema),
  responses: {
    202: json(requestSchema, "The request, taken"),
    404: problem("auth.person_not_found"),
    422: problem("request.invalid"),
  },
});

export const postErasure = createRoute({
  method: "post",
  path: "/privacy/erase",
  operationId: "erasePersonalData",
  tags: ["Privacy"],
  summary: "Erase somebody, for good",
  description:
    "Destroys the key by which the subject's data is sealed, and takes the subject out of every store. What has to stay is named in the request under `kept`. A payer who pays again begins anew.",
  ...requires("manage:privacy", undefined, { isFresh: true }),
  request: body(erasureOrderSchema),
  responses: {
    202: json(requestSchema, "The request, taken"),
    403: problem("auth.role_too_high"),
    404: problem("auth.person_not_found"),
    409: problem("privacy.own_account or auth.last_admin"),
    422: problem("request.invalid"),
  },
});

export const getRequests = createRoute({
  method: "get",
  path: "/privacy/requests",
  operationId: "listPrivacyRequests",
  tags: ["Privacy"],
  summary: "List requests about personal data",
  ...requires("manage:privacy"),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(requestSchema), "The requests, newest first") },
});

export const getRequest = createRoute({
  method: "get",
  path: "/privacy/requests/{id}",
  operationId: "readPrivacyRequest",
  tags: ["Privacy"],
  summary: "Read how far a request is",
  ...requires("manage:privacy"),
  request: { params: id },
  responses: { 200: json(requestSchema, "The request"), 404: problem("privacy.request_not_found") },
});

export const getDownload = createRoute({
  method: "get",
  path: "/privacy/requests/{id}/download",
  operationId: "downloadPersonalData",
  tags: ["Privacy"],
  summary: "Download an export",
  ...requires("manage:privacy", undefined, { isFresh: true }),
  request: { params: id },
  responses: { 200: document, ...exportProblems },
});

export const postOwnExport = createRoute({
  method: "post",
  path: "/privacy/own-exports",
  operationId: "exportOwnData",
  tags: ["Privacy"],
  summary: "Ask for everything that is kept about oneself",
  ...signedIn,
  responses: { 202: json(requestSchema, "The request, taken"), 403: problem("auth.people_only") },
});

export const getOwnExport = createRoute({
  method: "get",
  path: "/privacy/own-exports/{id}",
  operationId: "readOwnExport",
  tags: ["Privacy"],
  summary: "Read how far an export of oneself is",
  ...signedIn,
  request: { params: id },
  responses: { 200: json(requestSchema, "The request"), 404: problem("privacy.request_not_found") },
});

export const getOwnDownload = createRoute({
  method: "get",
  path: "/privacy/own-exports/{id}/download",
  operationId: "downloadOwnData",
  tags: ["Privacy"],
  summary: "Download an export of oneself",
  ...signedIn,
  request: { params: id },
  responses: { 200: document, ...exportProblems },
});

export const getKeys = createRoute({
  method: "get",
  path: "/admin/keys",
  operationId: "readSealKeys",
  tags: ["Administration"],
  summary: "Read how far data is from being sealed by the newest key",
  ...requires("manage:keys"),
  responses: { 200: json(keysSchema, "The keys by their ids") },
});

export const postResealing = createRoute({
  method: "post",
  path: "/admin/keys/reseal",
  operationId: "resealData",
  tags: ["Administration"],
  summary: "Seal everything by the newest key, now instead of tonight",
  ...requires("manage:keys", undefined, { isFresh: true }),
  responses: { 202: json(keysSchema, "Begun; the keys by their ids") },
});

export const getRetention = createRoute({
  method: "get",
  path: "/privacy/retention",
  operationId: "readRetention",
  tags: ["Privacy"],
  summary: "Read after how many days what is forgotten",
  ...requires("manage:privacy"),
  responses: { 200: json(retentionListSchema, "The classes of data") },
});

export const putRetention = createRoute({
  method: "put",
  path: "/privacy/retention",
  operationId: "changeRetention",
  tags: ["Privacy"],
  summary: "Choose after how many days what is forgotten",
  description: "In effect with the next night. Classes that are not named stay as they are.",
  ...requires("manage:privacy", undefined, { isFresh: true }),
  request: body(retentionOrderSchema),
  responses: { 200: json(retentionListSchema, "The classes of data as they are now"), 422: problem("request.invalid") },
});
