import type { Context } from "hono";
import { except } from "hono/combine";
import { askModel, bundledModel, featureNames } from "#antifraud";
import { authenticate, limitCallers, readTestClock, recordRequests, refuseForgery } from "#auth";
import { modules } from "#modules";
import { guardCallers, inspectBody, limitBody, openRequest } from "#platform/gateway";
import { answerFailure, answerRouteNotFound, createRouter } from "#platform/http";
import { apiDescription } from "./describe-api.ts";

/** The whole HTTP surface on one page: first what every request passes, then who answers it. */
export const app = createRouter();

app.onError(answerFailure);
app.notFound(answerRouteNotFound);
// The files of the site bring their own headers.
const ownPaths = [
  "/api/*",
  "/oauth/*",
  "/.well-known/oauth-authorization-server",
  "/healthz",
  "/readyz",
  "/openapi.json",
];
for (const path of ownPaths) app.use(path, openRequest);

/** Ready means ready to decide: the first call starts the model, and an answer is 200 only once it has answered. */
app.get("/healthz", async (c) => {
  await askModel(await bundledModel(), new Float32Array(featureNames.length).fill(Number.NaN));
  return c.json({ status: "ok" });
});

app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
app.openAPIRegistry.registerComponent("securitySchemes", "client", { type: "http", scheme: "basic" });
app.openAPIRegistry.registerComponent("securitySchemes", "oauth2", {
  type: "oauth2",
  flows: {
    clientCredentials: {
      tokenUrl: "/oauth/token",
      scopes: Object.fromEntries(
        modules.flatMap(({ title, permissions }) => permissions.map((one) => [one, title.en])),
      ),
    },
  },
});
app.openAPIRegistry.registerComponent("securitySchemes", "browser", {
  type: "apiKey",
  in: "cookie",
  name: "__Host-foundry_access",
});
app.doc31("/openapi.json", ({ env }) => ({ ...apiDescription, servers: [{ url: env.PUBLIC_URL }] }));

for (const { rootRoutes } of modules) if (rootRoutes) app.route("/", rootRoutes);

const uploads = modules
  .flatMap((module) => module.uploads ?? [])
  .map((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`));
const isUpload = (c: Context) => c.req.method === "POST" && uploads.some((path) => path.test(c.req.path));
app.use("/api/*", recordRequests);
app.use("/api/*", refuseForgery);
app.use("/api/*", except(isUpload, limitBody, inspectBody));
for (const { publicRoutes } of modules) if (publicRoutes) app.route("/api", publicRoutes);

// Everything below needs a caller: a route added to a module is refused to strangers unless it says otherwise above.
app.use("/api/*", authenticate, guardCallers, limitCallers, readTestClock);
for (const { routes } of modules) app.route("/api", routes);

// Where no asset router stands before the Worker (a laptop), the site's files are answered from here.
app.get("*", async (c): Promise<Response> => {
  return /^\/(api|oauth)\//.test(c.req.path) ? answerRouteNotFound(c) : c.env.ASSETS.fetch(c.req.raw);
});
