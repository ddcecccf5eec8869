import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

type Objects = DurableObjectNamespace<undefined>;

/** Every row that the database holds of a tenant, by table. */
async function rowsOf(tenant: string): Promise<Record<string, unknown[]>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%organization_id%'",
  ).all<{ name: string }>();
  const rows: Record<string, unknown[]> = {};
  for (const { name } of results) {
    const found = await env.DB.prepare(`SELECT * FROM ${name} WHERE organization_id = ?`).bind(tenant).all();
    if (found.results.length > 0) rows[name] = found.results;
  }
  return rows;
}

/** Everything that an object stores, as it stands there. */
async function storedIn(objects: Objects, name: string): Promise<unknown> {
  return runInDurableObject(objects.getByName(name), async (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_*'")
      .toArray();
    const rows = tables.map(({ name: table }) => [table, storage.sql.exec(`SELECT * FROM "${table}"`).toArray()]);
    return { rows, values: [...storage.kv.list()] };
  });
}

/** Everything that is kept of a tenant, in the database and in its objects; `others` names objects of more. */
export async function everythingOf(tenant: string, others: { objects: unknown; name: string }[] = []) {
  const own = [
    { objects: env.ENTITY_ACTIVITY, name: `${tenant}:0` },
    { objects: env.LIVE_FEED, name: tenant },
    { objects: env.WORKSPACE, name: tenant },
    { objects: env.AUDIT_CHAIN, name: tenant },
    { objects: env.REQUEST_LOG, name: tenant },
    ...others,
  ];
  const kept: Record<string, unknown> = { rows: await rowsOf(tenant) };
  for (const [index, { objects, name }] of own.entries())
    kept[`${index} ${name}`] = await storedIn(objects as Objects, name);
  return JSON.parse(JSON.stringify(kept)) as Record<string, unknown>;
}

/** Longer than states wait until they are saved. */
const REST_MS = 4000;

/** The same once it does not change any more: states are saved, and events taken, some time after an answer. */
export async function settled(look: () => Promise<Record<string, unknown>>): Promise<Record<string, unknown>> {
  let before = await look();
  for (let i = 0; i < 8; i++) {
    await new Promise((wait) => setTimeout(wait, REST_MS));
    const now = await look();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  throw new Error("It does not come to rest");
}
