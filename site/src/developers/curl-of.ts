import type { LoggedRequest } from "../api-types.ts";

type Repeated = Pick<LoggedRequest, "method" | "path" | "media_type">;

/** Where the key stands: a shell reads it from its environment, so that no history keeps it. */
const KEY = `-H "authorization: Bearer $AIF_KEY"`;

/**
 * A request as curl sends it again. The key is never known here, and a body was never kept: it is read from `body.json` or
 * `file`. A command gets a key of its own, so that it is done anew and once.
 */
export function curlOf({ method, path, media_type }: Repeated, origin: string): string {
  const isRead = method === "GET" || method === "HEAD";
  const verb = { GET: [], HEAD: ["--head"] }[method] ?? [`-X ${method}`];
  const parts = [["curl -s", ...verb, quoted(origin + path)].join(" "), KEY];
  if (!isRead) parts.push(`-H "idempotency-key: $(uuidgen)"`);
  if (media_type === "multipart/form-data") parts.push("-F file=@file");
  else if (media_type !== null && !isRead) parts.push(`-H 'content-type: ${media_type}'`, "--data-binary @body.json");
  return parts.join(" \\\n  ");
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The first request that anybody may send once they have a key. */
export const firstCurl = (origin: string): string =>
  curlOf({ method: "GET", path: "/api/antifraud/transactions/list?limit=1", media_type: null }, origin);
