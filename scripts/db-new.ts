import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.ts";

/** Makes the next D1 migration: npm run db:new -- MODULE WHAT, e.g. billing create_invoices. */
const [module, what] = process.argv.slice(2);
if (!/^[a-z]+$/.test(module ?? "") || !/^[a-z0-9_]+$/.test(what ?? "")) {
  console.error("✗ Say which module and what: npm run db:new -- billing create_invoices");
  process.exit(1);
}
const folder = join(root, "d1-migrations");
const last = Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10) || 0));
const path = join(folder, `${String(last + 1).padStart(4, "0")}_${module}_${what}.sql`);
writeFileSync(path, "");
console.log(path);
