import { env } from "cloudflare:workers";

// Without `cloudflare:test`: importing it here loads the whole Worker once more for every file, which takes seconds.
await env.DB.batch(env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).map((query) => env.DB.prepare(query)));
