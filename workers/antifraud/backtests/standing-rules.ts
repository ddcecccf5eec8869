import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { EvidenceRecord } from "../evidence-record.ts";
import { conditionOf, type RuleDocument, readRef } from "../own-rules/rule-document.ts";
import { builtInForce, compileRule, inOrder, type RuleInForce } from "../own-rules/rules-in-force.ts";
import { findVersions } from "../own-rules/store.ts";
import { payerFields, sealedFields } from "../own-rules/vocabulary.ts";
import type { Applied } from "../reach-decision.ts";
import type { Expression } from "../rule-language/expression.ts";
import { fieldsOf } from "../rule-language/fields-of.ts";
import type { Changes, DraftRule } from "./changes.ts";

/** Whether a rule reads what the sealed details tell, and who pays. */
export type Asks = { sealed: boolean; payer: boolean };

type Known = { rule: RuleInForce; isCanary: boolean; asks: Asks };

/** What a decision was held against, with the changes. */
export type Standing = Pick<Applied, "inForce" | "snoozed" | "tripped"> & { asks: Asks };

/** Rules in their order; `heldBack` are those on canary that did not decide for the payer. */
type Arranged = {
  refs: ReadonlySet<string>;
  heldBack: readonly string[];
  rules: readonly RuleInForce[];
  asks: Asks;
};

/**
 * The rules that decisions of the past were held against, each as the evidence names it: those of the organisation by id and
 * revision, built-in ones by id, for which the present code stands. Every one is compiled once. Whether one on canary decided, was
 * snoozed for the payer or kept from blocking is told by the evidence too; drafts are none of these.
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
  #last: Arranged | undefined;

  constructor(db: DrizzleD1Database, organizationId: string, changes: Changes) {
    this.#db = db;
    this.#organizationId = organizationId;
    this.#changes = changes;
    this.#drafts = changes.rules.map(compileDraft);
    this.#changedIds = new Set([...changes.remove, ...changes.rules.map(({ ruleId }) => ruleId)]);
    for (const rule of builtInForce) this.#known.set(rule.ref, { rule, isCanary: false, asks: asksNothing });
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

  /** What a decision was held against, with the changes; undefined where it names a rule that is known no more. */
  of({ rules, tripped, allowFirst }: EvidenceRecord): Standing | undefined {
    const arranged = this.#arrange(rules);
    return (
      arranged && {
        inForce: { allowFirst: this.#changes.allowFirst ?? allowFirst ?? false, rules: arranged.rules },
        asks: arranged.asks,
        snoozed: this.#unchangedIds(rules.snoozed),
        tripped: this.#unchangedIds(tripped),
      }
    );
  }

  #unchangedIds(refs: readonly string[] | undefined): ReadonlySet<string> {
    if (!refs || refs.length === 0) return nothing;
    return new Set(refs.map((ref) => readRef(ref).ruleId).filter((id) => !this.#changedIds.has(id)));
  }

  #arrange(looked: EvidenceRecord["rules"]): Arranged | undefined {
    const refs = Object.values(looked).flat();
    const heldBack = (looked.shadow_hit ?? []).filter((ref) => this.#known.get(ref)?.isCanary);
    if (this.#last && isAlike(this.#last, refs, heldBack)) return this.#last;
    const kept: Known[] = [...this.#drafts];
    for (const ref of refs) {
      if (this.#changedIds.has(readRef(ref).ruleId)) continue;
      const known = this.#known.get(ref);
      if (!known) return undefined;
      kept.push(heldBack.includes(ref) ? { ...known, rule: { ...known.rule, isShadow: true } } : known);
    }
    this.#last = {
      refs: new Set(refs),
      heldBack,
      rules: inOrder(kept.map(({ rule }) => rule)),
      asks: { sealed: kept.some(({ asks }) => asks.sealed), payer: kept.some(({ asks }) => asks.payer) },
    };
    return this.#last;
  }
}

const isAlike = (last: Arranged, refs: readonly string[], heldBack: readonly string[]): boolean =>
  last.refs.size === refs.length && refs.every((ref) => last.refs.has(ref)) && last.heldBack.join() === heldBack.join();

const nothing: ReadonlySet<string> = new Set();
const asksNothing: Asks = { sealed: false, payer: false };

function asksOf(condition: Expression): Asks {
  const fields = fieldsOf(condition);
  const reads = (some: readonly string[]) => some.some((field) => fields.has(field));
  return { sealed: reads(sealedFields), payer: reads(payerFields) };
}

/** One on canary is compiled as one that decides; for whom it did not, the evidence says. */
function compileVersion(ruleId: string, revision: number, document: RuleDocument): Known {
  const { name, priority, action, state } = document;
  const condition = conditionOf(document);
  const rule = compileRule({ id: ruleId, revision, name, priority, action, isShadow: state === "shadow", condition });
  return { rule, isCanary: state === "canary", asks: asksOf(condition) };
}

/** A draft has no revision yet; revisions of rules begin at 1. */
function compileDraft(draft: DraftRule): Known {
  const { ruleId: id, name, priority, action } = draft;
  const condition = conditionOf(draft);
  const rule = compileRule({ id, revision: 0, name, priority, action, isShadow: false, condition });
  return { rule, isCanary: false, asks: asksOf(condition) };
}
