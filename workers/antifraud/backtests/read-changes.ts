import type { Platform } from "#platform/platform";
import { type FieldError, invalidRequest } from "#platform/problem";
import { readCondition } from "../own-rules/check-rule.ts";
import { readVocabulary } from "../own-rules/read-vocabulary.ts";
import { listRuleNames } from "../own-rules/store.ts";
import { rules as builtIn } from "../rules/index.ts";
import type { Changes, DraftRule } from "./changes.ts";
import type { BacktestInput } from "./schemas.ts";

type Asked = BacktestInput["changes"];

/** What a backtest is to change, once nothing is wrong with any part of it. */
export async function readChanges(platform: Platform, organizationId: string, asked: Asked): Promise<Changes> {
  const errors: FieldError[] = [];
  const vocabulary = await readVocabulary(platform, organizationId);
  const rules = asked.rules.flatMap((rule, i): DraftRule[] => {
    const read = readCondition(rule, vocabulary);
    if ("errors" in read) {
      errors.push(...read.errors.map(({ path, message }) => ({ path: `changes.rules.${i}.${path}`, message })));
      return [];
    }
    const { rule_id: ruleId = platform.newId("rule"), name, description, priority, action } = rule;
    return [{ ruleId, name, description, priority, action, ...read }];
  });
  errors.push(...(await wrongIds(platform, organizationId, asked)));
  if (errors.length > 0) throw invalidRequest({ errors });
  const { thresholds, allow_first: allowFirst } = asked;
  return {
    rules,
    remove: [...new Set(asked.remove)],
    ...(thresholds && { thresholds: { reviewFrom: thresholds.review_from, blockAbove: thresholds.block_above } }),
    ...(allowFirst !== undefined && { allowFirst }),
  };
}

/** Ids that name two things, or nothing. */
async function wrongIds({ db }: Platform, organizationId: string, { rules, remove }: Asked): Promise<FieldError[]> {
  const isBuiltIn = (id: string) => builtIn.some(({ rule_id }) => rule_id === id);
  const own = await listRuleNames(db, organizationId, remove);
  const ids = rules.map(({ rule_id }) => rule_id);
  const complaints = [
    ...ids.map((id, i) => {
      const path = `changes.rules.${i}.rule_id`;
      if (id === undefined) return undefined;
      if (isBuiltIn(id)) return { path, message: "The id is that of a built-in rule" };
      return ids.indexOf(id) < i ? { path, message: "Stands there twice" } : undefined;
    }),
    ...remove.map((id, i) => {
      const path = `changes.remove.${i}`;
      if (ids.includes(id)) return { path, message: "Is replaced already" };
      return isBuiltIn(id) || own.has(id) ? undefined : { path, message: "There is no such rule" };
    }),
  ];
  return complaints.filter((complaint) => complaint !== undefined);
}
