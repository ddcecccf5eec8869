import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { createDecipheriv } from "node:crypto";
import { expect } from "vitest";
import type { RequestView } from "../../workers/privacy/schemas.ts";
import { api, bodyOf } from "./api.ts";
import { namespaces } from "./objects.ts";

type Caller = { token: string };
type Subject = { type: "person" | "payer" | "card"; id: string };

/** The request once it is over. */
export async function settled(caller: Caller, id: string, path = "/api/privacy/requests"): Promise<RequestView> {
  let view: RequestView | undefined;
  await expect
    .poll(
      async () => {
        view = await bodyOf<RequestView>(await api(caller).get(`${path}/${id}`));
        return view.state;
      },
      { timeout: 20_000 },
    )
    .toMatch(/done|refused/);
  return view!;
}

export async function erased(caller: Caller, subject: Subject, reason = "asked for it"): Promise<RequestView> {
  const answer = await api(caller).post("/api/privacy/erase", { subject, reason });
  expect(answer.status).toBe(202);
  return settled(caller, (await bodyOf<RequestView>(answer)).id);
}

export type ExportDocument = {
  subject: { type: string; id: string };
  counts: Record<string, number>;
  classes: { class: string }[];
  records: ({ class: string } & Record<string, unknown>)[];
};

export async function exportedAbout(caller: Caller, subject: Subject): Promise<ExportDocument> {
  const answer = await api(caller).post("/api/privacy/export", { subject });
  expect(answer.status).toBe(202);
  const { id } = await bodyOf<RequestView>(answer);
  await settled(caller, id);
  return bodyOf<ExportDocument>(await api(caller).get(`/api/privacy/requests/${id}/download`));
}

/** Every text that stands anywhere at rest: rows of D1, of every object, and files of R2; by where it stands. */
export async function everythingAtRest(): Promise<[place: string, text: string][]> {
  const found: [string, string][] = [];
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'",
  ).all<{ name: string }>();
  for (const { name } of tables) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    for (const row of results) found.push([name, JSON.stringify(row)]);
  }
  for (const namespace of namespaces())
    for (const id of await listDurableObjectIds(namespace))
      await runInDurableObject(namespace.get(id), (_, { storage }) => {
        const own = storage.sql
          .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'")
          .toArray();
        for (const { name } of own)
          for (const row of storage.sql.exec(`SELECT * FROM "${name}"`).toArray())
            found.push([`object ${name}`, JSON.stringify(row)]);
      });
  for (const bucket of [env.PRIVACY, env.AUDIT, env.ATTACHMENTS])
    for (const { key } of (await bucket.list()).objects) found.push([key, await (await bucket.get(key))!.text()]);
  return found;
}

const ring = () => new Map(env.SEAL_KEYS.split(",").map((entry) => entry.trim().split(":") as [string, string]));

/**
 * The plain texts of everything that is sealed in a text, for whoever has the ring: envelopes of the ring, and of every
 * subject whose key is still kept. Nothing is known of where they belong, so they are opened without that check.
 */
export function openWhatOpens(text: string, subjectKeys: ReadonlyMap<string, Buffer>): string[] {
  const opened: string[] = [];
  for (const [, id = "", nonce = "", sealed = ""] of text.matchAll(/v1\.([\w-]+)\.([\w-]{16})\.([\w-]+)/g)) {
    const base64 = ring().get(id);
    if (base64) opened.push(decipher(Buffer.from(base64, "base64"), nonce, sealed));
  }
  for (const [, id = "", nonce = "", sealed = ""] of text.matchAll(/v2\.[\w-]+\.(\w+)\.([\w-]{16})\.([\w-]+)/g)) {
    const key = subjectKeys.get(id);
    if (key) opened.push(decipher(key, nonce, sealed));
  }
  return opened;
}

/** Counter mode without the tag's check, which would want the place: what comes out is what was sealed. */
function decipher(key: Buffer, nonce: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const counter = Buffer.concat([Buffer.from(nonce, "base64url"), Buffer.from([0, 0, 0, 2])]);
  const cipher = createDecipheriv("aes-256-ctr", key, counter);
  return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString("utf8");
}

/** The keys of subjects that are kept anywhere, opened by the ring. */
export async function keptSubjectKeys(): Promise<Map<string, Buffer>> {
  const keys = new Map<string, Buffer>();
  const namespace = env.SUBJECT_KEYS as DurableObjectNamespace<undefined>;
  for (const id of await listDurableObjectIds(namespace))
    await runInDurableObject(namespace.get(id), (_, { storage }) => {
      if (storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'keys'").toArray().length === 0) return;
      for (const row of storage.sql.exec<{ id: string; wrapped: string }>("SELECT id, wrapped FROM keys").toArray())
        keys.set(row.id, Buffer.from(openWhatOpens(row.wrapped, keys)[0]!, "base64url"));
    });
  return keys;
}

/** Where any of these texts stands, in the clear or in an envelope that somebody with the ring can open. */
export async function placesOf(needles: readonly string[], texts?: [string, string][]): Promise<string[]> {
  const keys = await keptSubjectKeys();
  const holds = (text: string) => needles.some((needle) => text.includes(needle));
  return (texts ?? (await everythingAtRest()))
    .filter(([, text]) => holds(text) || openWhatOpens(text, keys).some(holds))
    .map(([place]) => place);
}
