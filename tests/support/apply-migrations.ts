import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { leaveObjects } from "./objects.ts";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
await leaveObjects();
