import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.ts";

/** What stands in for the values of .dev.vars.example; others are taken as they are. */
const fresh: Record<string, () => string> = {
  JWT_KEYS: () => `k1:${randomBytes(48).toString("base64url")}`,
  SEAL_KEYS: () => `s1:${randomBytes(32).toString("base64")}`,
  INDEX_SECRET: () => randomBytes(32).toString("base64url"),
  AUDIT_SIGNING_KEY: () => `a1:${randomBytes(32).toString("base64")}`,
};

const LINE = /^([A-Z_]+)=(.*)$/gm;

/** Local secrets: kept in .dev.vars, made from .dev.vars.example with fresh random values; those that are new there are added. */
export function localSecrets(): Record<string, string> {
  const path = join(root, ".dev.vars");
  const example = readFileSync(join(root, ".dev.vars.example"), "utf8");
  const kept = existsSync(path) ? readFileSync(path, "utf8") : "";
  const known = new Set(Array.from(kept.matchAll(LINE), ([, name]) => name));
  const made = example.replace(LINE, (line, name: string) => (fresh[name] ? `${name}=${fresh[name]()}` : line));
  const missing = Array.from(made.matchAll(LINE)).filter(([, name]) => !known.has(name));
  const secrets = kept === "" ? made : [kept.trimEnd(), ...missing.map(([line]) => line), ""].join("\n");
  if (kept === "" || missing.length > 0) writeFileSync(path, secrets, { mode: 0o600 });
  return Object.fromEntries(Array.from(secrets.matchAll(LINE), ([, name = "", value = ""]) => [name, value]));
}
