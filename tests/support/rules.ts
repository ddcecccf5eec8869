import { api, bodyOf } from "./api.ts";

type Caller = { token: string };
export type Rule = {
  rule_id: string;
  name: string;
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
