import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Http } from "#platform/http";
import { describeFailure, log } from "#platform/log";
import { recogniseMachine } from "../authenticate.ts";
import { keepableTarget } from "./keepable-target.ts";
import type { LoggedRequest } from "./logged-request.ts";
import { RequestBuffer } from "./request-buffer.ts";
import { requestLog } from "./request-log.ts";

/** How long what happened waits in the isolate, so that the log is told once of many. */
const TELL_AFTER_MS = 1000;

const MEDIA_TYPE = /^[a-z]+\/[\w.+-]{1,60}/i;

const buffer = new RequestBuffer();

/**
 * Notes what machines asked, for the log of their organisation. All of it happens behind the answer, and an isolate that ends
 * before it told loses it: the log helps developers and proves nothing, which is the audit log's part.
 */
export const recordRequests = createMiddleware<Http>(async (c, next) => {
  const startedAt = Date.now();
  await next();
  const { caller } = c.var;
  if (caller?.kind === "user") return;
  const isRefused = c.res.status >= 400;
  // Refused before anyone had to know who asks, or from where they may not: looked up behind the answer.
  if (!caller && (!isRefused || c.res.status === 401 || !c.req.header("authorization"))) return;
  if (caller && !buffer.admits(caller.organizationId, isRefused)) return;
  const noted = note(c, startedAt);
  const measured = measure(c.res);
  c.var.platform.defer(keep(c, noted, measured));
});

type Noted = Omit<LoggedRequest, "callerId" | "sentBytes">;

function note(c: Context<Http>, startedAt: number): Noted {
  const { req, res, var: known } = c;
  const length = req.header("content-length");
  return {
    id: known.platform.newId("req"),
    requestId: known.requestId,
    at: startedAt,
    method: req.method,
    route: req.routePath.includes("*") ? null : req.routePath.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}"),
    target: keepableTarget(req.url),
    status: res.status,
    problem: known.problemCode ?? null,
    ms: Date.now() - startedAt,
    mediaType: MEDIA_TYPE.exec(req.header("content-type") ?? "")?.[0].toLowerCase() ?? null,
    receivedBytes: length !== undefined ? Number(length) : req.raw.body ? null : 0,
  };
}

/** The size of an answer in JSON; files and streams are not read a second time for it. */
async function measure(answer: Response): Promise<number | null> {
  if (!answer.body) return 0;
  if (!/json\s*(;|$)/i.test(answer.headers.get("content-type") ?? "")) return null;
  return answer
    .clone()
    .arrayBuffer()
    .then(
      ({ byteLength }) => byteLength,
      () => null,
    );
}

async function keep(c: Context<Http>, noted: Noted, measured: Promise<number | null>): Promise<void> {
  const { platform } = c.var;
  try {
    const machine = c.var.caller ?? (await recogniseMachine(c));
    if (!machine) return;
    const tenant = machine.organizationId;
    if (!c.var.caller && !buffer.admits(tenant, true)) return;
    const request: LoggedRequest = { ...noted, callerId: machine.id, sentBytes: null };
    const tells = buffer.add(tenant, request, platform.now());
    const size = measured.then((bytes) => {
      request.sentBytes = bytes;
    });
    // Whoever asked may leave without reading the answer, whose size then is never known.
    if (!tells) return await Promise.race([size, untilTold()]);
    await untilTold();
    const batch = buffer.take(tenant);
    if (batch) await requestLog(platform.env, tenant).keep(batch);
  } catch (failure) {
    log("error", "requests could not be logged", { requestId: noted.requestId, ...describeFailure(failure) });
  }
}

const untilTold = () => new Promise<void>((resolve) => setTimeout(resolve, TELL_AFTER_MS));
