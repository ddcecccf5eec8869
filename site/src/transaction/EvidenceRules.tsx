import type { Evidence } from "../api-types.ts";
import { fillCount } from "../i18n/fill.ts";
import { Section } from "../ui/Section.tsx";
import type { TransactionWords } from "./words.ts";

type Rule = Evidence["rules"][number];

/** Which rules hit and with what values; those that did not are one click away. */
export function EvidenceRules({ words: { language, text }, rules }: { words: TransactionWords; rules: Rule[] }) {
  const { evidence } = text;
  const hits = rules.filter(({ result }) => result === "hit");
  const notHit = rules.filter(({ result }) => result === "not_hit");
  const shadow = rules.filter(({ result }) => result === "shadow_hit");
  const snoozed = rules.filter(({ result }) => result === "snoozed");
  const unknown = rules.filter(({ result }) => result === "missing" || result === "error");
  return (
    <Section title={evidence.rules}>
      {hits.length === 0 && <p class="text-13 text-ink-2">{evidence.noHit}</p>}
      <RuleList rules={hits} words={evidence} />
      {[
        { rules: shadow, label: fillCount(evidence.shadow, shadow.length, language) },
        { rules: snoozed, label: fillCount(evidence.snoozed, snoozed.length, language) },
        { rules: notHit, label: fillCount(evidence.notHit, notHit.length, language) },
        { rules: unknown, label: fillCount(evidence.unknown, unknown.length, language) },
      ].map(
        (group) =>
          group.rules.length > 0 && (
            <details key={group.label} class="mt-3">
              <summary class="cursor-pointer text-13 text-ink-2 hover:text-ink-1">{group.label}</summary>
              <div class="mt-2">
                <RuleList rules={group.rules} words={evidence} isQuiet />
              </div>
            </details>
          ),
      )}
    </Section>
  );
}

type RuleListProps = { rules: Rule[]; words: TransactionWords["text"]["evidence"]; isQuiet?: boolean };

function RuleList({ rules, words, isQuiet }: RuleListProps) {
  return (
    <ul class="grid gap-3">
      {rules.map((rule) => (
        <li key={rule.rule_id} class={isQuiet ? "text-ink-2" : ""}>
          <p class="flex flex-wrap items-baseline gap-x-2 text-13">
            <span class={isQuiet ? "" : "font-strong"}>{rule.name}</span>
            <span class="text-12 text-ink-3">{rule.tripped ? words.tripped : words.actions[rule.action]}</span>
          </p>
          <p class="mt-0.5 font-mono text-12 text-ink-2 [overflow-wrap:anywhere]">{rule.explanation}</p>
        </li>
      ))}
    </ul>
  );
}
