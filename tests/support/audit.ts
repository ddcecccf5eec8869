import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { AuditChain } from "../../durable-objects/audit-chain.ts";
import type { AuditAction } from "../../workers/auth/audit/actions.ts";
import { auditOf } from "../../workers/auth/audit/audit-of.ts";
import { auditChain } from "../../workers/auth/audit/chains.ts";
import type { ExportedEvent, Verification } from "../../workers/auth/audit/schemas.ts";
import { auditInsert } from "../../workers/auth/store.ts";
import type { AuditChanges } from "../../workers/auth/tables.ts";
import { createPlatform, type Platform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "./api.ts";
import { given } from "./given.ts";

type Person = Awaited<ReturnType<typeof given.person>>;
type Happened = { action?: AuditAction; actor?: string; target?: string; at?: number; changes?: AuditChanges };

/** Puts what happened in an organisation on record, as the code of a module does. */
export async function happened(organizationId: string, events: readonly Happened[], overrides: Partial<Platform> = {}) {
  for (const { action = "api_key.created", actor = "system", target = "key_x", at, changes } of events) {
    const platform = createPlatform(env, { ...overrides, ...(at !== undefined && { now: () => at }) });
    const row = auditOf(platform, { organizationId, actor, action, target, changes, requestId: "test" });
    await auditInsert(platform.db, row);
  }
}

/** An organisation with so many events besides the one of its person. */
export async function organizationWith(events: number): Promise<Person> {
  const admin = await given.person("org_admin");
  await happened(
    admin.organizationId,
    Array.from({ length: events }, (_, i) => ({ target: `key_${i}` })),
  );
  return admin;
}

export const chainOf = ({ organizationId }: { organizationId: string }) => auditChain(env, organizationId);
/** A promise of our own, since that of the object may be called as well, which `expect` would do. */
export const extend = async (person: { organizationId: string }, organizationId = person.organizationId) =>
  await chainOf(person).extend(organizationId);
export const evictChain = (person: { organizationId: string }) => evictDurableObject(chainOf(person) as never);
export const runAlarm = (person: { organizationId: string }) => runDurableObjectAlarm(chainOf(person) as never);

/** The same, where it is to fail: a call that is refused would keep the object from being put out of memory. */
export const failToExtend = ({ organizationId }: { organizationId: string }) =>
  runInDurableObject(chainOf({ organizationId }) as never, (chain: AuditChain) =>
    chain.extend(organizationId).then(
      () => "extended",
      (failure: Error) => failure.message,
    ),
  );

/** Lets so much time pass for the chain: moves what it remembers back. */
export const letPass = (person: { organizationId: string }, ms: number) =>
  runInDurableObject(chainOf(person) as never, (_, { storage }) => {
    storage.sql.exec("UPDATE chain SET begun_at = begun_at - ?", ms);
    storage.sql.exec("UPDATE checkpoints SET made_at = made_at - ?", ms);
  });

export type Row = { id: string; sequence: number | null; previous_hash: string | null; hash: string | null };

/** The rows of an organisation in the order of their chain. */
export async function rowsOf({ organizationId }: { organizationId: string }): Promise<Row[]> {
  const { results } = await env.DB.prepare(
    "SELECT id, sequence, previous_hash, hash FROM audit_events WHERE organization_id = ? ORDER BY sequence, created_at, id",
  )
    .bind(organizationId)
    .all<Row>();
  return results;
}

/** Changes rows behind the back of the platform, as somebody with access to the database could. */
export const tamper = ({ organizationId }: { organizationId: string }, statement: string, ...values: unknown[]) =>
  env.DB.prepare(statement.replace("$ORG", `'${organizationId}'`))
    .bind(...values)
    .run();

export const verified = async (person: Person) => bodyOf<Verification>(await api(person).get("/api/audit/verify"));

/** What the export of the log says, line by line. */
export async function exported(person: Person, query = ""): Promise<ExportedEvent[]> {
  const answer = await api(person).get(`/api/audit/export${query}`);
  if (answer.status !== 200) throw new Error(await answer.text());
  return new TextDecoder()
    .decode(await answer.arrayBuffer())
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExportedEvent);
}
