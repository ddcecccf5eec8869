import { Ellipsis, GripVertical } from "lucide-preact";
import type { BreakerView, ListedRule } from "../api-types.ts";
import { formatPercent } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Badge } from "../ui/Badge.tsx";
import { Menu } from "../ui/Menu.tsx";
import { RuleState } from "./RuleState.tsx";
import type { RuleTableContext } from "./rule-table-context.ts";
import type { RulesWords } from "./words.ts";

type CellProps = { rule: ListedRule; words: RulesWords };

/** What a rule is taken by to be moved. */
export function Grip({ rule, words: { rules }, onGrab }: CellProps & Pick<RuleTableContext, "onGrab">) {
  const label = fill(rules.drag, { name: rule.name });
  return (
    <button
      type="button"
      tabIndex={-1}
      class="grid h-7 w-5 cursor-grab touch-none place-items-center text-ink-3 hover:text-ink-1"
      aria-label={label}
      title={label}
      onPointerDown={(event) => onGrab(rule.rule_id, event)}
    >
      <GripVertical size={15} aria-hidden="true" />
    </button>
  );
}

/** How far a rule is; that its breaker tripped comes before all else. */
export function StateCell({ rule, words: { rules, language }, breaker }: CellProps & { breaker?: BreakerView }) {
  if (breaker) {
    const { trip } = breaker;
    const help =
      trip &&
      fill(rules.trippedHelp, {
        rate: formatPercent(trip.block_rate, language),
        limit: formatPercent(trip.limit, language),
      });
    return (
      <Badge tone="bad" title={help ?? undefined}>
        {rules.tripped}
      </Badge>
    );
  }
  return rule.built_in ? (
    <Badge title={rules.builtInHelp}>{rules.builtIn}</Badge>
  ) : (
    <RuleState rule={rule} words={rules} />
  );
}

/** The switch of a rule, or the word where it is not the reader's to switch. */
export function EnabledCell({ rule, words: { rules }, context }: CellProps & { context: RuleTableContext }) {
  if (rule.built_in || !context.mayWrite)
    return <span class="text-ink-2">{rule.enabled ? rules.enabledWords.on : rules.enabledWords.off}</span>;
  return (
    <input
      type="checkbox"
      role="switch"
      class="switch"
      tabIndex={-1}
      aria-label={fill(rules.toggle, { name: rule.name })}
      checked={rule.enabled}
      onChange={() => context.onToggle(rule)}
    />
  );
}

/** What can be done with one rule. */
export function RuleMenu({ rule, words: { rules, language }, context }: CellProps & { context: RuleTableContext }) {
  const breaker = context.tripped.get(rule.rule_id);
  const open = {
    id: "edit",
    label: rules.menu.edit,
    onSelect: () => location.assign(pathToApp(language, "rules/edit", { rule: rule.rule_id })),
  };
  const order = [
    { id: "up", label: rules.menu.up, hint: "U", onSelect: () => context.onMove(rule.rule_id, -1) },
    { id: "down", label: rules.menu.down, hint: "D", onSelect: () => context.onMove(rule.rule_id, 1) },
  ];
  const own = [
    ...(context.isOrdered ? order : []),
    { id: "delete", label: rules.menu.delete, isDanger: true, onSelect: () => context.onDelete(rule) },
  ];
  const reset = { id: "reset", label: rules.reset, onSelect: () => context.onReset(rule.rule_id, rule.name) };
  return (
    <Menu
      label={fill(rules.menu.label, { name: rule.name })}
      align="end"
      class="inline-grid size-7 place-items-center rounded text-ink-3 hover:bg-surface-3 hover:text-ink-1"
      trigger={<Ellipsis size={15} aria-hidden="true" />}
      items={[open, ...(breaker ? [reset] : []), ...(rule.built_in ? [] : own)]}
    />
  );
}
