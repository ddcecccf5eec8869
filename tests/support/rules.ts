import { env } from "cloudflare:workers";
import { api, bodyOf } from "./api.ts";

type Caller = { token: string };
export type Rule = {
  rule_id: string;
  name: string;
  description: string;
  enabled: boolean;
  priority: number;
  state: string;
  revision: number | null;
  built_in: boolean;
  conditions: object | null;
  expression: unknown;
  action: string;
  notify: string[];
};

/** The published sample, to the letter. */
export const sampleRule = {
  rule_id: "rule_high_amount",
  name: "Block transactions over $10,000",
  description: "Auto-block any transaction exceeding $10,000 USD",
  enabled: true,
  priority: 1,
  conditions: { amount: { operator: "greater_than", value: 10000 } },
  action: "BLOCK",
  notify: ["fraud-team@bank.uz"],
};

/** A rule that is like the sample but for what is told; without an id it gets one of its own. */
export const ruleDraft = (changes: object = {}) => {
  const { rule_id: _, ...draft } = sampleRule;
  return { ...draft, ...changes };
};

export const postRule = (caller: Caller, body: unknown) => api(caller).post("/api/antifraud/rules", body);

/** A rule of the caller's organisation. */
export async function ruled(caller: Caller, changes: object = {}): Promise<Rule> {
  const answer = await postRule(caller, ruleDraft(changes));
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<Rule>(answer);
}

export const putRule = (caller: Caller, ruleId: string, body: unknown, headers: Record<string, string> = {}) =>
  api(caller, { headers }).send("PUT", `/api/antifraud/rules/${ruleId}`, body);

type Explained = { rule_id: string; revision: number | null; name: string; result: string; explanation: string };
export type Detail = {
  decision: string;
  risk_score: number;
  reasons: string[];
  recommended_action: string;
  evidence: { rules: Explained[]; features: { name: string; value: number | null }[]; allow_first: boolean };
};

/** What became of a rule for a payment that was decided. */
export async function looked(caller: Caller, transactionId: string, ruleId: string): Promise<Explained | undefined> {
  const detail = await bodyOf<Detail>(await api(caller).get(`/api/antifraud/transactions/${transactionId}`));
  return detail.evidence.rules.find(({ rule_id }) => rule_id === ruleId);
}

export type Proposal = {
  id: string;
  kind: string;
  rule_id: string | null;
  base_revision: number;
  rule: { name: string; state: string; notify: string[] } | null;
  policy: { four_eyes: boolean } | null;
  comment: string;
  state: string;
  proposed_by: string;
  answerable: string;
  decided_by: string | null;
  reason: string | null;
  revision: number | null;
};

export const PROPOSALS = "/api/antifraud/rules/proposals";
export const putPolicy = (caller: Caller, policy: object) =>
  api(caller).send("PUT", "/api/antifraud/rules/policy", { allow_first: false, ...policy });
export const rollBack = (caller: Caller, ruleId: string, body: object) =>
  api(caller).post(`/api/antifraud/rules/${ruleId}/rollback`, body);
export const approve = (caller: Caller, id: string) => api(caller).post(`${PROPOSALS}/${id}/approve`, undefined);

/** The proposal that a change became. */
export async function proposed(answer: Response): Promise<Proposal> {
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
  return bodyOf<Proposal>(answer);
}

/** A proposal that waits, as one of a person; the organisation itself asks for no second one. */
export async function pendingProposal(caller: Caller): Promise<string> {
  const { rule_id } = await ruled(caller, { state: "draft" });
  const id = `rcp_${crypto.randomUUID()}`;
  await env.DB.prepare(
    `INSERT INTO antifraud_rule_proposals (organization_id, id, kind, rule_id, base_revision, document, comment, state,
      proposed_by, answerable, created_at, expires_at, verdicts)
    SELECT organization_id, ?, 'replace', rule_id, revision, document, '', 'pending', 'usr_author', 'usr_author', created_at,
      created_at + 86400000, 0 FROM antifraud_rule_versions WHERE rule_id = ?`,
  )
    .bind(id, rule_id)
    .run();
  return id;
}
