import type { Context } from "hono";
import { except } from "hono/combine";
import { askModel, bundledModel, featureNames } from "#antifraud";
import { authenticate, limitCallers, refuseForgery } from "#auth";
import { modules } from "#modules";
import { guardCallers, inspectBody, limitBody, openRequest } from "#platform/gateway";
import { answerFailure, answerRouteNotFound, createRouter } from "#platform/http";

/** The whole HTTP surface on one page: first what every request passes, then who answers it. */
export const app = createRouter();

app.onError(answerFailure);
app.notFound(answerRouteNotFound);
// The files of the site bring their own headers.
for (const path of ["/api/*", "/healthz", "/openapi.json"]) app.use(path, openRequest);

/** Ready means ready to decide: the first call starts the model, and an answer is 200 only once it has answered. */
app.get("/healthz", async (c) => {
  await askModel(await bundledModel(), new Float32Array(featureNames.length).fill(Number.NaN));
  return c.json({ status: "ok" });
});

app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
app.openAPIRegistry.registerComponent("securitySchemes", "browser", {
  type: "apiKey",
  in: "cookie",
  name: "__Host-foundry_access",
});
app.doc31("/openapi.json", {
  openapi: "3.1.0",
  info: {
    title: "AI Foundry",
    version: "1",
    description:
      "One Platform, Infinite AI Possibilities. Bearer: an access token, or an API key. Browser: the cookie of a page of ours.",
  },
});

const uploads = new Set(modules.flatMap((module) => module.uploads ?? []));
const isUpload = (c: Context) => c.req.method === "POST" && uploads.has(c.req.path);
app.use("/api/*", refuseForgery);
app.use("/api/*", except(isUpload, limitBody, inspectBody));
for (const { publicRoutes } of modules) if (publicRoutes) app.route("/api", publicRoutes);

// Everything below needs a caller: a route added to a module is refused to strangers unless it says otherwise above.
app.use("/api/*", authenticate, guardCallers, limitCallers);
for (const { routes } of modules) app.route("/api", routes);

// Where no asset router stands before the Worker (a laptop), the site's files are answered from here.
app.get("*", async (c): Promise<Response> => {
  return c.req.path.startsWith("/api/") ? answerRouteNotFound(c) : c.env.ASSETS.fetch(c.req.raw);
});
