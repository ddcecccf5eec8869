export { readinessRoutes } from "./readiness-routes.ts";
export { adminRoutes } from "./routes.ts";
