import type { Backtest } from "../api-types.ts";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { optionsOf } from "../ui/options.ts";
import type { BacktestWords } from "./words.ts";

/** What backtests can be narrowed by. */
export const backtestFields = ({ backtests }: Pick<BacktestWords, "backtests">): FilterField[] => [
  { name: "status", title: backtests.columns.status, options: optionsOf(backtests.statuses) },
  { name: "by", title: backtests.columns.by, options: optionsOf(backtests.who) },
  { name: "rule", title: backtests.rules.columns.rule, example: "rule_night_transfers" },
];

/** Whether a backtest is one of those that are looked for, and names every word that was typed. */
export function passes({ fields, words }: Filter, backtest: Backtest, me: string | undefined): boolean {
  const { status, created_by, name, comment, changed } = backtest;
  if (fields.status && status !== fields.status) return false;
  if (fields.by && created_by !== me) return false;
  if (fields.rule && !changed.drafts.some(({ rule_id }) => rule_id === fields.rule)) return false;
  const text = fold([name, comment, ...changed.drafts.map((draft) => draft.name)].join(" "));
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
