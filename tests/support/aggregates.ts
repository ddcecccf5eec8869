import { env } from "cloudflare:workers";
import { fillAggregates } from "../../workers/antifraud/aggregates/backfill-aggregates.ts";
import { createPlatform } from "../../workers/platform/platform.ts";
import { api, bodyOf } from "./api.ts";

type Caller = { token: string };
export type Aggregate = {
  name: string;
  revision: number;
  state: "warming" | "backfilling" | "warm";
  warm_at: string | null;
  backfill: { status: string; payments: number; unreadable: number } | null;
};

/** How many payments a card made within an hour, but for what is told. */
export const aggregateDraft = (changes: object = {}) => ({
  name: "card_count_1h",
  statistic: "count",
  entity: "card",
  window: "1h",
  ...changes,
});

export const postAggregate = (caller: Caller, changes: object = {}, headers: Record<string, string> = {}) =>
  api(caller, { headers }).post("/api/antifraud/aggregates", aggregateDraft(changes));

export const putAggregate = (caller: Caller, name: string, changes: object, headers: Record<string, string> = {}) =>
  api(caller, { headers }).send("PUT", `/api/antifraud/aggregates/${name}`, aggregateDraft({ name, ...changes }));

/** An aggregate that is counted from now on. */
export async function aggregated(caller: Caller, changes: object = {}): Promise<Aggregate> {
  const answer = await postAggregate(caller, changes);
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<Aggregate>(answer);
}

export const readAggregate = async (caller: Caller, name: string) =>
  bodyOf<Aggregate>(await api(caller).get(`/api/antifraud/aggregates/${name}`));

export const postBackfill = (caller: Caller, name: string) =>
  api(caller).post(`/api/antifraud/aggregates/${name}/backfill`, {});

/** Fills an aggregate in, as the queue does, until it is done. */
export async function backfilled(caller: Caller & { organizationId: string }, name: string): Promise<Aggregate> {
  const begun = await postBackfill(caller, name);
  if (begun.status !== 202) throw new Error(await begun.text());
  for (let i = 0; i < 200; i++) {
    await goOnFilling(caller.organizationId);
    const read = await readAggregate(caller, name);
    if (read.state === "warm") return read;
  }
  throw new Error(`${name} was never filled in`);
}

/** One message for everything of an organisation that is being filled in. */
export async function goOnFilling(organizationId: string): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT name, generation FROM antifraud_aggregate_fills WHERE organization_id = ? AND status = 'running'",
  )
    .bind(organizationId)
    .all<{ name: string; generation: number }>();
  const events = results.map((fill) => ({ type: "antifraud.aggregate_fill_due" as const, organizationId, ...fill }));
  await fillAggregates(createPlatform(env), events);
}

/** An aggregate that has a value for the next payment on. */
export async function warmed(caller: Caller & { organizationId: string }, changes: object = {}): Promise<Aggregate> {
  const { name } = await aggregated(caller, changes);
  return backfilled(caller, name);
}

type Evidence = { aggregates: Record<string, number | null>; aggregates_at_least: string[] };

/** What the aggregates said of a payment that was decided. */
export async function saidOf(caller: Caller, transactionId: string): Promise<Evidence> {
  const detail = await bodyOf<{ evidence: Evidence }>(
    await api(caller).get(`/api/antifraud/transactions/${transactionId}`),
  );
  return detail.evidence;
}
