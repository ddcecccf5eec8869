export { organizationName } from "./accounts.ts";
export { auditOf } from "./audit.ts";
export { authenticate } from "./authenticate.ts";
export type { KeyGrant } from "./grants.ts";
export { authRoutes, publicAuthRoutes } from "./routes.ts";
export { seedPeople } from "./seed-people.ts";
export { auditInsert } from "./store.ts";
