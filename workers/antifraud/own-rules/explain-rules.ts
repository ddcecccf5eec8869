import type { Language } from "#platform/i18n";
import { describeFailure, log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { EvidenceRecord } from "../evidence-record.ts";
import { type Evidence, ruleResults } from "../evidence-schema.ts";
import { explainExpression } from "../rule-language/explain-expression.ts";
import type { Expression, Subject } from "../rule-language/expression.ts";
import { fieldsOf } from "../rule-language/fields-of.ts";
import { rules as builtIn } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { conditionOf, type RuleDocument, readRef, refOf } from "./rule-document.ts";
import { findVersions } from "./store.ts";

type Explained = Evidence["rules"][number];

/**
 * Every rule that a decision looked at, hits first, with this payment's values filled in: those of the organisation as they
 * stood then, whatever became of them since; built-in ones by their names in the reader's language. A version that cannot be read is shown by its id alone.
 */
export async function explainRules(
  platform: Platform,
  organizationId: string,
  { rules: looked, tripped = [] }: Pick<EvidenceRecord, "rules" | "tripped">,
  values: Subject["values"],
): Promise<Explained[]> {
  const documents = await documentsOf(platform, organizationId, Object.values(looked).flat());
  return ruleResults.flatMap((result) =>
    (looked[result] ?? []).flatMap((ref): Explained[] => {
      const { ruleId: rule_id, revision } = readRef(ref);
      const rule = revision === null ? builtInOf(rule_id, platform.language) : documents.get(ref);
      if (!rule)
        return revision === null
          ? []
          : [
              {
                rule_id,
                revision,
                name: rule_id,
                action: "REVIEW",
                result,
                tripped: tripped.includes(ref),
                explanation: "",
                condition: null,
                values: {},
              },
            ];
      const condition = conditionOf(rule);
      const explanation = explainExpression(condition, { values });
      return [
        {
          rule_id,
          revision,
          name: rule.name,
          action: rule.action,
          result,
          tripped: tripped.includes(ref),
          explanation,
          condition,
          values: valuesOf(condition, values),
        },
      ];
    }),
  );
}

/** What a payment says of every field that a condition names. */
const valuesOf = (condition: Expression, values: Subject["values"]): Explained["values"] =>
  Object.fromEntries(
    [...fieldsOf(condition)].map((field) => {
      const value = values[field];
      return [field, value === undefined || Number.isNaN(value) ? null : value];
    }),
  );

type Said = Pick<RuleDocument, "name" | "action" | "conditions" | "expression">;

function builtInOf(ruleId: string, language: Language): Said | undefined {
  const rule: Rule | undefined = builtIn.find(({ rule_id }) => rule_id === ruleId);
  return rule && { ...rule, name: rule.name[language], expression: null };
}

async function documentsOf(
  { db }: Platform,
  organizationId: string,
  refs: readonly string[],
): Promise<Map<string, RuleDocument>> {
  const own = refs.map(readRef).flatMap(({ ruleId, revision }) => (revision === null ? [] : [{ ruleId, revision }]));
  try {
    const rows = await findVersions(db, organizationId, own);
    return new Map(rows.map(({ ruleId, revision, document }) => [refOf(ruleId, revision), document]));
  } catch (failure) {
    log("warn", "versions of rules could not be read", describeFailure(failure));
    return new Map();
  }
}
