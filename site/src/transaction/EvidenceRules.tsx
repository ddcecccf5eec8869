import type { Evidence, TransactionDetail } from "../api-types.ts";
import { fillCount } from "../i18n/fill.ts";
import { Section } from "../ui/Section.tsx";
import { tellCondition } from "./tell-condition.ts";
import type { TransactionWords } from "./words.ts";

type Rule = Evidence["rules"][number];

/** Which rules hit and with what values; those that did not are one click away. */
export function EvidenceRules({ words, detail }: { words: TransactionWords; detail: TransactionDetail }) {
  const { language } = words;
  const { evidence } = words.text;
  const { rules } = detail.evidence;
  const hits = rules.filter(({ result }) => result === "hit");
  const notHit = rules.filter(({ result }) => result === "not_hit");
  const shadow = rules.filter(({ result }) => result === "shadow_hit");
  const snoozed = rules.filter(({ result }) => result === "snoozed");
  const unknown = rules.filter(({ result }) => result === "missing" || result === "error");
  return (
    <Section title={evidence.rules}>
      {hits.length === 0 && <p class="text-13 text-ink-2">{evidence.noHit}</p>}
      <RuleList rules={hits} words={words} detail={detail} />
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
                <RuleList rules={group.rules} words={words} detail={detail} isQuiet />
              </div>
            </details>
          ),
      )}
    </Section>
  );
}

type RuleListProps = { rules: Rule[]; words: TransactionWords; detail: TransactionDetail; isQuiet?: boolean };

function RuleList({ rules, words, detail, isQuiet }: RuleListProps) {
  const { tripped, actions } = words.text.evidence;
  return (
    <ul class="grid gap-3">
      {rules.map((rule) => (
        <li key={rule.rule_id} class={isQuiet ? "text-ink-2" : ""}>
          <p class="flex flex-wrap items-baseline gap-x-2 text-13 [overflow-wrap:anywhere]">
            <span class={isQuiet ? "" : "font-strong"}>{rule.name}</span>
            <span class="text-12 text-ink-3">{rule.tripped ? tripped : actions[rule.action]}</span>
          </p>
          <ul class="figures mt-0.5 text-12 text-ink-2 [overflow-wrap:anywhere]" title={rule.explanation}>
            {tellCondition(rule, detail, words).map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
