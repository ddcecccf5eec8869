import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.ts";

/** Local secrets: kept in .dev.vars, made from .dev.vars.example with fresh random values on the first run. */
export function localSecrets(): Record<string, string> {
  const path = join(root, ".dev.vars");
  if (!existsSync(path)) {
    const example = readFileSync(join(root, ".dev.vars.example"), "utf8");
    const fresh = example
      .replace(/^JWT_KEYS=.*$/m, `JWT_KEYS=k1:${randomBytes(48).toString("base64url")}`)
      .replace(/^SEAL_KEYS=.*$/m, `SEAL_KEYS=s1:${randomBytes(32).toString("base64")}`)
      .replace(/^INDEX_SECRET=.*$/m, `INDEX_SECRET=${randomBytes(32).toString("base64url")}`);
    writeFileSync(path, fresh, { mode: 0o600 });
  }
  const lines = readFileSync(path, "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm);
  return Object.fromEntries(lines.map(([, name = "", value = ""]) => [name, value]));
}
