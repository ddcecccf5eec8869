import { type AuditAction, auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import { invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import { announceSoon, bringIntoForce } from "./announce-aggregates.ts";
import { aggregateChanged, aggregateInUse, aggregateNotFound, aggregateTaken, tooManyAggregates } from "./errors.ts";
import { etagOf } from "./read-aggregates.ts";
import { readDefinition } from "./read-definition.ts";
import { listRulesNaming } from "./rules-naming.ts";
import type { AggregateInput } from "./schemas.ts";
import { type AggregateRow, findAggregate, MOST_AGGREGATES, saveAggregate } from "./store.ts";

/** Of changes at the same time each finds the other's work; more of them than this are one too many. */
const MOST_TRIES = 3;

type Request = { requestId: string; ifMatch: string | undefined };

/** Adds an aggregate, counted from the next payment on. The name of one that was deleted may be given again. */
export async function addAggregate(
  platform: Platform,
  caller: Caller,
  input: AggregateInput,
  requestId: string,
): Promise<AggregateRow> {
  const definition = readDefinition(input);
  const { organizationId } = caller;
  const { name, description } = input;
  const before = await findAggregate(platform.db, organizationId, name);
  if (before?.deletedAt === null) throw aggregateTaken();
  const now = platform.now();
  const row: AggregateRow = {
    id: before?.id ?? platform.newId("agg"),
    organizationId,
    name,
    description,
    definition,
    revision: (before?.revision ?? 0) + 1,
    generation: 1,
    isFilled: false,
    countedFrom: businessNow(platform),
    createdBy: caller.id,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  if (!(await write(platform, caller, null, row, { action: "aggregate.created", requestId }))) throw aggregateTaken();
  return mustFindAgain(platform, row);
}

/** Puts another definition in the place of an aggregate's. Where it counts something else, it counts from nothing again. */
export async function replaceAggregate(
  platform: Platform,
  caller: Caller,
  name: string,
  input: AggregateInput,
  request: Request,
): Promise<AggregateRow> {
  const definition = readDefinition(input);
  return change(platform, caller, name, { ...request, action: "aggregate.changed" }, (before) => {
    if (input.name !== name)
      throw invalidRequest({
        errors: [{ path: "name", message: "Must be the name in the path, by which rules know it" }],
      });
    const countedFrom = isSame(before, { definition }) ? before.countedFrom : businessNow(platform);
    return { ...before, description: input.description, definition, countedFrom };
  });
}

/** Counts an aggregate no more; refused while a rule names it. What it said stays in evidence. */
export async function removeAggregate(
  platform: Platform,
  caller: Caller,
  name: string,
  request: Request,
): Promise<void> {
  await change(platform, caller, name, { ...request, action: "aggregate.deleted" }, (before) => ({
    ...before,
    deletedAt: platform.now(),
  }));
}

/** The caller's aggregate; one that is deleted or of another organisation is as unknown as none. */
export async function mustFind({ db }: Platform, organizationId: string, name: string): Promise<AggregateRow> {
  const row = await findAggregate(db, organizationId, name);
  if (!row || row.deletedAt !== null) throw aggregateNotFound();
  return row;
}

type Change = { action: AuditAction; requestId: string };

/** Reads, changes and writes an aggregate as one step: where it was changed meanwhile, from the start. */
async function change(
  platform: Platform,
  caller: Caller,
  name: string,
  { ifMatch, ...told }: Change & Request,
  toNext: (before: AggregateRow) => AggregateRow,
): Promise<AggregateRow> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await mustFind(platform, caller.organizationId, name);
    if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(before)) throw aggregateChanged();
    const row = { ...toNext(before), revision: before.revision + 1, updatedAt: platform.now() };
    if (await write(platform, caller, before, row, told)) return mustFindAgain(platform, row);
  }
  throw aggregateChanged();
}

/** What is stored has the generation, which only the database knows. */
const mustFindAgain = async ({ db }: Platform, row: AggregateRow): Promise<AggregateRow> =>
  (await findAggregate(db, row.organizationId, row.name)) ?? row;

/** Writes an aggregate and has the shards hear of it; false where another change took its revision. */
async function write(
  platform: Platform,
  caller: Caller,
  before: AggregateRow | null,
  row: AggregateRow,
  { action, requestId }: Change,
): Promise<boolean> {
  const { organizationId, name } = row;
  const isAnew = before === null || row.deletedAt !== null || !isSame(before, row);
  const changes = changesOf(before, row);
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: name, requestId, changes });
  await announceSoon(platform, organizationId);
  const refusal = await saveAggregate(platform.db, row, { isAnew, audit });
  if (refusal === "too_many") throw tooManyAggregates(`At most ${MOST_AGGREGATES}`);
  if (refusal === "in_use") {
    const naming = await listRulesNaming(platform.db, organizationId, name);
    throw aggregateInUse({ errors: naming.map((ruleId) => ({ path: ruleId, message: "Names the aggregate" })) });
  }
  if (refusal) return false;
  await bringIntoForce(platform, organizationId);
  return true;
}

const isSame = (a: Pick<AggregateRow, "definition">, b: Pick<AggregateRow, "definition">): boolean =>
  JSON.stringify(a.definition) === JSON.stringify(b.definition);

function changesOf(before: AggregateRow | null, after: AggregateRow) {
  const toFields = (row: AggregateRow | null): Record<string, string> =>
    row === null || row.deletedAt !== null
      ? {}
      : { description: row.description, definition: JSON.stringify(row.definition) };
  const [from, to] = [toFields(before), toFields(after)];
  return Object.fromEntries(
    ["description", "definition"]
      .filter((field) => from[field] !== to[field])
      .map((field) => [field, [from[field] ?? null, to[field] ?? null] as const]),
  );
}
