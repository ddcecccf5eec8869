import type { RuleDraft } from "./rule-draft.ts";

const PREFIX = "aifoundry.tried.";

/** What a backtest does not ask of a rule: whom it mails, and how it begins. */
type Rest = Pick<RuleDraft, "enabled" | "state" | "percent" | "notify" | "comment">;

/** Keeps the rest of a draft while its backtest is looked at; in this tab alone, since it names people. */
export function keepDraft(backtestId: string, { enabled, state, percent, notify, comment }: RuleDraft): void {
  const rest: Rest = { enabled, state, percent, notify, comment };
  try {
    sessionStorage.setItem(PREFIX + backtestId, JSON.stringify(rest));
  } catch {
    // Where storage is forbidden, what was tried is still with the backtest.
  }
}

export function readKeptDraft(backtestId: string): Partial<Rest> {
  try {
    // SAFETY: only keepDraft() writes under these names.
    return JSON.parse(sessionStorage.getItem(PREFIX + backtestId) ?? "{}") as Partial<Rest>;
  } catch {
    return {};
  }
}
