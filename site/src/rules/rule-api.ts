import { type Call, callApi, type Outcome } from "../api.ts";
import type {
  Language,
  ListedRule,
  PolicyInput,
  PolicyView,
  ProposalView,
  RuleInput,
  RuleView,
  SnoozeView,
  TrialResult,
} from "../api-types.ts";
import type { Asked } from "./condition-tree.ts";

export const RULES = "/api/antifraud/rules";
export const rulePath = (id: string): string => `${RULES}/${encodeURIComponent(id)}`;
export const PROPOSALS = `${RULES}/proposals`;
export const POLICY = `${RULES}/policy`;
export const BREAKERS = "/api/antifraud/breakers";

const command = (language: Language, body?: unknown, method: Call["method"] = "POST", ifMatch?: string): Call => ({
  method,
  body,
  language,
  ifMatch,
  // Each press is one command, however often the network makes it be sent.
  idempotencyKey: crypto.randomUUID(),
});

/** What a change became: it is written, or waits for a second person. */
export const isProposal = (changed: object): changed is ProposalView => "answerable" in changed;

/** A rule as it is sent back, so that one field of it can be changed. */
export function toInput(rule: RuleView): Omit<RuleInput, "expression"> & { expression?: unknown } {
  const { name, description, enabled, priority, action, state, notify, conditions, expression, canary_percent } = rule;
  return {
    ...{ name, description, enabled, priority, action, state, notify },
    // SAFETY: what is kept was checked when it was sent.
    ...(conditions ? { conditions: conditions as RuleInput["conditions"] } : { expression }),
    ...(canary_percent !== null && { canary_percent }),
  };
}

type Changed = Outcome<RuleView | ProposalView>;

export const addRule = (language: Language, input: object): Promise<Changed> =>
  callApi(RULES, command(language, input));

/** Replaces what its author read, and nothing newer. */
export const replaceRule = (language: Language, id: string, input: object, etag: string): Promise<Changed> =>
  callApi(rulePath(id), command(language, input, "PUT", etag));

export const etagOf = ({ revision }: Pick<RuleView, "revision">): string => `"${revision}"`;

/** Undefined of what is deleted. */
export const deleteRule = (
  language: Language,
  { rule_id, revision }: RuleView,
  comment: string,
): Promise<Outcome<ProposalView | undefined>> => {
  const query = comment === "" ? "" : `?${new URLSearchParams({ comment })}`;
  return callApi(rulePath(rule_id) + query, command(language, undefined, "DELETE", etagOf({ revision })));
};

export const rollBack = (language: Language, id: string, body: object, etag: string): Promise<Changed> =>
  callApi(`${rulePath(id)}/rollback`, command(language, body, "POST", etag));

export const tryDraft = (language: Language, asked: Asked, on: object, signal: AbortSignal) =>
  callApi<TrialResult>(`${RULES}/test`, { method: "POST", body: { ...asked, ...on }, language, signal });

export const changePolicy = (language: Language, policy: PolicyInput, etag: string) =>
  callApi<PolicyView | ProposalView>(POLICY, command(language, policy, "PUT", etag));

export const resetBreaker = (language: Language, id: string, comment: string) =>
  callApi<unknown>(`${BREAKERS}/${encodeURIComponent(id)}/reset`, command(language, { comment }));

export const snooze = (language: Language, id: string, body: object) =>
  callApi<SnoozeView>(`${rulePath(id)}/snoozes`, command(language, body));
export const wake = (language: Language, id: string, snoozeId: string) =>
  callApi<undefined>(`${rulePath(id)}/snoozes/${snoozeId}`, command(language, undefined, "DELETE"));

export const approve = (language: Language, id: string) =>
  callApi<ProposalView>(`${PROPOSALS}/${id}/approve`, command(language));
export const reject = (language: Language, id: string, reason: string) =>
  callApi<ProposalView>(`${PROPOSALS}/${id}/reject`, command(language, { reason }));
export const withdraw = (language: Language, id: string) =>
  callApi<undefined>(`${PROPOSALS}/${id}`, command(language, undefined, "DELETE"));

type Page<T> = { data: T[]; next_cursor: string | null };

/** A list that is needed whole, page by page. */
export async function readAll<T>(path: string, language: Language, signal?: AbortSignal): Promise<Outcome<T[]>> {
  const rows: T[] = [];
  for (let cursor: string | null | undefined; ; ) {
    const query = new URLSearchParams({ limit: "100", ...(cursor && { cursor }) });
    const outcome = await callApi<Page<T>>(`${path}?${query}`, { language, signal });
    if (!outcome.ok) return outcome;
    rows.push(...outcome.data.data);
    cursor = outcome.data.next_cursor;
    if (cursor === null) return { ok: true, data: rows };
  }
}

/** Everything that decides, in the order in which it is looked at. */
export const readRules = (language: Language, signal?: AbortSignal) =>
  readAll<ListedRule>(`${RULES}/list`, language, signal);
