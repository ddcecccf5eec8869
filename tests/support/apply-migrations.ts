import { env } from "cloudflare:workers";

// Without `cloudflare:test`: importing it here loads the whole Worker once more for every file, which takes seconds.
const known = await env.DB.prepare("SELECT name FROM sqlite_master WHERE name = 'organizations'").first();
// Files that share a platform find it set up by the first.
if (!known)
  await env.DB.batch(env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).map((query) => env.DB.prepare(query)));
