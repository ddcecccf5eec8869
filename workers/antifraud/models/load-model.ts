import { describeFailure, log } from "#platform/log";
import { closeSession, type ModelSession, openSession } from "../onnx-sessions.ts";
import { sha256Of } from "./artefacts.ts";
import type { ServedModel } from "./assignment.ts";

/**
 * Files of uploaded models whose sessions an isolate keeps. A session takes five to six times its file, the runtime with the
 * shipped model 35 MB: together 90 of the 128 MB that an isolate has.
 */
const MOST_LOADED_BYTES = 10 * 1024 * 1024;
/** A load that takes longer belonged to a request that ended, and is begun again. */
const LOST_AFTER_MS = 10_000;
const RETRY_AFTER_MS = 2000;
const RETRY_AFTER_MS_AT_MOST = 60_000;

/** Least recently asked first. */
const loaded = new Map<string, { session: ModelSession; bytes: number }>();
const loading = new Map<string, Load>();
const failed = new Map<string, { times: number; retryAt: number }>();

type Load = { startedAt: number; isFetched: boolean; fetched: Promise<unknown>; session: Promise<ModelSession | null> };

/**
 * The session of an uploaded model, or null where it is not to be had now. Its bytes are waited for at their first load,
 * until so many milliseconds after it began; after a failure they are not, so that a store that is down delays nobody
 * twice. Once they are here the session is waited for: any other model would have to wait for the runtime as well.
 */
export async function loadModel(env: Env, model: ServedModel, waitMs: number): Promise<ModelSession | null> {
  const { id } = model;
  const ready = loaded.get(id);
  if (ready) {
    loaded.delete(id);
    loaded.set(id, ready);
    return ready.session;
  }
  const now = Date.now();
  const failure = failed.get(id);
  let load = loading.get(id);
  if (!load || load.startedAt < now - LOST_AFTER_MS) {
    if (failure && now < failure.retryAt) return null;
    load = beginLoad(env, model);
    loading.set(id, load);
  }
  const leftMs = failure ? 0 : load.startedAt + waitMs - now;
  if (!load.isFetched && leftMs > 0)
    await Promise.race([load.fetched, new Promise((resolve) => setTimeout(resolve, leftMs))]);
  return load.isFetched ? load.session : null;
}

/** Gets a model, checks that it is the one that was uploaded, and keeps its session. */
function beginLoad(env: Env, model: ServedModel): Load {
  const bytes = fetchModel(env, model);
  const load: Load = {
    startedAt: Date.now(),
    isFetched: false,
    fetched: bytes.then(
      () => {
        load.isFetched = true;
      },
      () => {},
    ),
    session: bytes
      .then((fetched) => open(model, fetched))
      .catch((failure) => {
        const times = (failed.get(model.id)?.times ?? 0) + 1;
        const retryAt = Date.now() + Math.min(RETRY_AFTER_MS * 2 ** (times - 1), RETRY_AFTER_MS_AT_MOST);
        failed.set(model.id, { times, retryAt });
        log("error", "model could not be loaded", { modelId: model.id, times, ...describeFailure(failure) });
        return null;
      })
      .finally(() => loading.delete(model.id)),
  };
  return load;
}

async function fetchModel(env: Env, { key, sha256 }: ServedModel): Promise<Uint8Array> {
  const object = await env.MODELS.get(key);
  if (!object) throw new Error("The store does not hold it");
  const bytes = new Uint8Array(await object.arrayBuffer());
  if ((await sha256Of(bytes)) !== sha256) throw new Error("Its bytes are not those that were uploaded");
  return bytes;
}

async function open({ id }: ServedModel, bytes: Uint8Array): Promise<ModelSession> {
  makeRoomFor(bytes.byteLength);
  const session = await openSession(bytes);
  failed.delete(id);
  const sooner = loaded.get(id);
  if (sooner) close(session);
  else loaded.set(id, { session, bytes: bytes.byteLength });
  return sooner?.session ?? session;
}

/** Gives up sessions, the least recently asked first, until one more of that size may be opened. */
export function makeRoomFor(bytes: number): void {
  let left = MOST_LOADED_BYTES - bytes;
  for (const kept of loaded.values()) left -= kept.bytes;
  for (const [id, { session, bytes: freed }] of loaded) {
    if (left >= 0) return;
    loaded.delete(id);
    close(session);
    left += freed;
  }
}

function close(session: ModelSession): void {
  closeSession(session).catch((failure) => log("warn", "session not closed", describeFailure(failure)));
}
