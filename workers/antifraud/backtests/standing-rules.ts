import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { EvidenceRecord } from "../assess-payment.ts";
import { conditionOf, type RuleDocument, readRef } from "../own-rules/rule-document.ts";
import {
  arrangeRules,
  builtInForce,
  compileRule,
  type RuleInForce,
  type RulesInForce,
} from "../own-rules/rules-in-force.ts";
import { findVersions } from "../own-rules/store.ts";
import { sealedFields } from "../own-rules/vocabulary.ts";
import type { Expression } from "../rule-language/expression.ts";
import { fieldsOf } from "../rule-language/fields-of.ts";
import type { Changes, DraftRule } from "./changes.ts";

/** A rule, and whether it asks for what only the sealed details tell. */
type Known = { rule: RuleInForce; asksSealed: boolean };

/** The rules of a decision as they stood, with the changes. */
export type Standing = { inForce: RulesInForce; asksSealed: boolean };

/**
 * The rules that decisions of the past were held against, each as the evidence names it: those of the organisation by id and
 * revision, built-in ones by id, for which the present code stands. Every one is compiled once.
 */
export class StandingRules {
  readonly #db: DrizzleD1Database;
  readonly #organizationId: string;
  readonly #changes: Changes;
  /** By the name that evidence gives them; undefined of those that are nowhere. */
  readonly #known = new Map<string, Known | undefined>();
  readonly #drafts: readonly Known[];
  readonly #changedIds: ReadonlySet<string>;
  /** Decisions in a row mostly have the same rules. */
  #last: { refs: ReadonlySet<string>; allowFirst: boolean; standing: Standing | undefined } | undefined;

  constructor(db: DrizzleD1Database, organizationId: string, changes: Changes) {
    this.#db = db;
    this.#organizationId = organizationId;
    this.#changes = changes;
    this.#drafts = changes.rules.map(compileDraft);
    this.#changedIds = new Set([...changes.remove, ...changes.rules.map(({ ruleId }) => ruleId)]);
    for (const rule of builtInForce) this.#known.set(rule.ref, { rule, asksSealed: false });
  }

  /** Looks up the rules that decisions name and that are not known yet. */
  async load(records: readonly EvidenceRecord[]): Promise<void> {
    const unknown = new Set<string>();
    for (const { rules } of records)
      for (const refs of Object.values(rules)) for (const ref of refs) if (!this.#known.has(ref)) unknown.add(ref);
    if (unknown.size === 0) return;
    for (const ref of unknown) this.#known.set(ref, undefined);
    const named = [...unknown]
      .map(readRef)
      .flatMap(({ ruleId, revision }) => (revision === null ? [] : [{ ruleId, revision }]));
    for (const { ruleId, revision, document } of await findVersions(this.#db, this.#organizationId, named)) {
      const known = compileVersion(ruleId, revision, document);
      this.#known.set(known.rule.ref, known);
    }
  }

  /** The rules of a decision with the changes; undefined where one that it names is known no more. */
  of(record: EvidenceRecord): Standing | undefined {
    const allowFirst = this.#changes.allowFirst ?? record.allowFirst ?? false;
    const refs = Object.values(record.rules).flat();
    const last = this.#last;
    if (
      last &&
      last.allowFirst === allowFirst &&
      last.refs.size === refs.length &&
      refs.every((ref) => last.refs.has(ref))
    )
      return last.standing;
    const standing = this.#compose(refs, allowFirst);
    this.#last = { refs: new Set(refs), allowFirst, standing };
    return standing;
  }

  #compose(refs: readonly string[], allowFirst: boolean): Standing | undefined {
    const kept: Known[] = [...this.#drafts];
    for (const ref of refs) {
      if (this.#changedIds.has(readRef(ref).ruleId)) continue;
      const known = this.#known.get(ref);
      if (!known) return undefined;
      kept.push(known);
    }
    return {
      inForce: arrangeRules(
        allowFirst,
        kept.map(({ rule }) => rule),
      ),
      asksSealed: kept.some(({ asksSealed }) => asksSealed),
    };
  }
}

const asksSealed = (condition: Expression): boolean => {
  const fields = fieldsOf(condition);
  return sealedFields.some((field) => fields.has(field));
};

function compileVersion(ruleId: string, revision: number, document: RuleDocument): Known {
  const { name, priority, action, state } = document;
  const condition = conditionOf(document);
  const rule = compileRule({ id: ruleId, revision, name, priority, action, isShadow: state === "shadow", condition });
  return { rule, asksSealed: asksSealed(condition) };
}

/** A draft has no revision yet; revisions of rules begin at 1. */
function compileDraft(draft: DraftRule): Known {
  const { ruleId: id, name, priority, action } = draft;
  const condition = conditionOf(draft);
  const rule = compileRule({ id, revision: 0, name, priority, action, isShadow: false, condition });
  return { rule, asksSealed: asksSealed(condition) };
}
