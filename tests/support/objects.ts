import { evictDurableObject, listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

export const namespaces = () =>
  [
    env.ENTITY_ACTIVITY,
    env.API_KEY_GRANT,
    env.LIVE_FEED,
    env.USER_SESSION,
    env.OAUTH_CLIENT,
    env.WORKSPACE,
    env.AUDIT_CHAIN,
    env.WEBHOOK_ENDPOINT,
    env.SUBJECT_KEYS,
    env.REQUEST_LOG,
  ] as DurableObjectNamespace<undefined>[];

/** Puts every object of every class out of memory, as the platform does whenever it likes. */
export async function evictEverything(): Promise<number> {
  let evicted = 0;
  for (const namespace of namespaces()) {
    for (const id of await listDurableObjectIds(namespace)) {
      if (await evict(namespace.get(id))) evicted++;
    }
  }
  return evicted;
}

/** Ends every activity object at once, as a fault of its machine does: what was in memory only is lost. */
export async function crashActivities(): Promise<number> {
  const ids = await listDurableObjectIds(env.ENTITY_ACTIVITY as DurableObjectNamespace<undefined>);
  for (const id of ids) {
    const crash = (_: unknown, state: DurableObjectState) => state.abort("crashed by a test");
    await runInDurableObject(env.ENTITY_ACTIVITY.get(id), crash).catch(() => {});
  }
  return ids.length;
}

/** False where the object slept already. What is busy is waited for a few times. */
async function evict(stub: DurableObjectStub<undefined>, times = 5): Promise<boolean> {
  try {
    await evictDurableObject(stub);
    return true;
  } catch (failure) {
    if (String(failure).includes("not currently running")) return false;
    if (times > 1 && String(failure).includes("active references")) return evict(stub, times - 1);
    throw failure;
  }
}

/** Runs what waits for an alarm in the objects of a class; in the activity objects unless told. */
export async function runAlarms(namespace = env.ENTITY_ACTIVITY as DurableObjectNamespace<undefined>): Promise<number> {
  let ran = 0;
  for (const id of await listDurableObjectIds(namespace)) {
    if (await runDurableObjectAlarm(namespace.get(id))) ran++;
  }
  return ran;
}
