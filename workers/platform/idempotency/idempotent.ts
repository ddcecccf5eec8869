import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { findCardNumbers } from "../card-number.ts";
import type { Http } from "../http.ts";
import { describeFailure, log } from "../log.ts";
import type { Platform } from "../platform.ts";
import { toBase64Url } from "../seal.ts";
import {
  type Claim,
  type Claimed,
  isTakenOver,
  type KeyRow,
  keepAnswer,
  markInsert,
  releaseKey,
  takeKey,
} from "./claims.ts";
import { answerLost, keyMalformed, keyReused, requestInFlight } from "./errors.ts";
import { markingDatabase } from "./marking-database.ts";

/** An answer as it is kept, sealed: it may hold a secret that is shown once. */
type Answer = { status: number; headers: [name: string, value: string][]; body: string };

const KEPT_HEADERS = ["content-type", "content-language", "etag", "location"];

/**
 * Honours Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a request with a key happens once. Asked again with the
 * same key and body, the first answer is given again; with another body, or while the first is worked on, it is 409. The key
 * is taken before the work, marked in the transaction of its first write, and kept with its answer for a day. A request that
 * was refused leaves the key free.
 */
export const idempotent = createMiddleware<Http>(async (c, next) => {
  const header = c.req.header("idempotency-key");
  if (header === undefined || c.req.method === "GET" || c.req.method === "HEAD") return next();
  const { platform, caller, requestId } = c.var;
  const keyHash = await hash(readKey(header));
  const claimed: Claimed = { organizationId: caller.organizationId, callerId: caller.id, keyHash };
  const url = new URL(c.req.url);
  const requestHash = await hash([c.req.method, url.pathname + url.search, await c.req.text()].join("\n"));
  // Real time, also where a test clock stands still: leases end by it.
  const claim: Claim = { ...claimed, requestHash, requestId, attempt: crypto.randomUUID(), at: Date.now() };

  const holder = await takeKey(platform.db, claim);
  if (holder) return answerAgain(c, claim, holder);

  let isLost = false;
  const mark = () => statementOf(platform.env.DB, markInsert(platform.db, claim).toSQL());
  const db = markingDatabase(platform.env.DB, mark, (failure) => {
    isLost ||= isTakenOver(failure);
  });
  c.set("platform", { ...platform, db });
  await next();
  if (isLost) throw inFlight(claim.at, claim.at);
  await endAttempt(c, platform, claim);
});

/** Keeps what was answered, or lets the key go where nothing happened. */
async function endAttempt(c: Context<Http>, { db, sealer }: Platform, claim: Claim): Promise<void> {
  try {
    if (c.res.status >= 400) return await releaseKey(db, claim, { unlessEffective: c.res.status >= 500 });
    const headers = KEPT_HEADERS.flatMap((name): Answer["headers"] => {
      const value = c.res.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    const answer: Answer = { status: c.res.status, headers, body: await c.res.clone().text() };
    await keepAnswer(db, claim, await sealer.seal(JSON.stringify(answer), placeOf(claim)));
  } catch (failure) {
    // What was done is done: its answer goes out, and the mark keeps it from being done again.
    log("error", "answer not kept", { requestId: claim.requestId, ...describeFailure(failure) });
  }
}

/** What a request gets whose key is not free. */
async function answerAgain(c: Context<Http>, claim: Claim, holder: KeyRow): Promise<Response> {
  if (holder.requestHash !== claim.requestHash) throw keyReused();
  if (holder.answer !== null) {
    const sealed = await c.var.platform.sealer.open(holder.answer, placeOf(claim));
    // SAFETY: endAttempt() sealed it.
    const { status, headers, body } = JSON.parse(sealed) as Answer;
    for (const [name, value] of headers) c.header(name, value);
    c.header("idempotency-replayed", "true");
    // SAFETY: it was the status of an answer before.
    return body === "" ? c.body(null, status as 204) : c.body(body, status as 200);
  }
  if (holder.leasedUntil > claim.at) throw inFlight(holder.createdAt, claim.at);
  throw answerLost(`Request ${holder.requestId}`);
}

/** Asks to come again: soon at first, later the longer it takes. */
function inFlight(since: number, now: number) {
  const seconds = Math.min(30, Math.max(1, Math.ceil((now - since) / 1000)));
  return requestInFlight({ headers: { "retry-after": String(seconds) } });
}

/** The key, which may stand in quotes as a structured field does; refused where it may be a card number. */
function readKey(header: string): string {
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key) || findCardNumbers(key).length > 0) throw keyMalformed();
  return key;
}

const placeOf = ({ organizationId, callerId, keyHash }: Claimed) =>
  `idempotency_keys|answer|${organizationId}|${callerId}|${keyHash}`;

const hash = async (text: string) =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));

const statementOf = (database: D1Database, { sql, params }: { sql: string; params: unknown[] }) =>
  database.prepare(sql).bind(...params);
