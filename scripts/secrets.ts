import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.ts";

/**
 * Local secrets: kept in .dev.vars, made from .dev.vars.example with fresh random values on the first run; names that the
 * example got since are added.
 */
export function localSecrets(): Record<string, string> {
  const path = join(root, ".dev.vars");
  const fresh = readFileSync(join(root, ".dev.vars.example"), "utf8")
    .replace(/^JWT_KEYS=.*$/m, `JWT_KEYS=k1:${randomBytes(48).toString("base64url")}`)
    .replace(/^SEAL_KEYS=.*$/m, `SEAL_KEYS=s1:${randomBytes(32).toString("base64")}`)
    .replace(/^INDEX_SECRET=.*$/m, `INDEX_SECRET=${randomBytes(32).toString("base64url")}`)
    .replace(/^AUDIT_SIGNING_KEY=.*$/m, `AUDIT_SIGNING_KEY=a1:${randomBytes(32).toString("base64")}`);
  const kept = existsSync(path) ? readFileSync(path, "utf8").trimEnd() : fresh.trimEnd();
  const known = new Set(settingsOf(kept).map(([name]) => name));
  const added = settingsOf(fresh).filter(([name]) => !known.has(name));
  const text = `${[kept, ...added.map(([name, value]) => `${name}=${value}`)].join("\n")}\n`;
  if (added.length > 0 || !existsSync(path)) writeFileSync(path, text, { mode: 0o600 });
  return Object.fromEntries(settingsOf(text));
}

const settingsOf = (text: string): [name: string, value: string][] =>
  [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]);
