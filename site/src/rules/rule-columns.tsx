import type { Language, ListedRule } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Age } from "../ui/Age.tsx";
import type { Column } from "../ui/columns.ts";
import { EnabledCell, Grip, RuleMenu, StateCell } from "./rule-cells.tsx";
import type { RuleTableContext } from "./rule-table-context.ts";
import type { RulesWords } from "./words.ts";

/** What the list shows of each rule. */
export function ruleColumns(words: RulesWords, context: RuleTableContext): Column<ListedRule>[] {
  const { rules, language } = words;
  const { columns } = rules;
  const percent = (share: number | null | undefined) =>
    share === null || share === undefined ? "" : formatNumber(share * 100, language, share < 0.1 ? 2 : 1);
  const order: Column<ListedRule> = {
    id: "move",
    title: columns.move,
    width: 44,
    cell: (rule) => !rule.built_in && <Grip rule={rule} words={words} onGrab={context.onGrab} />,
  };
  const commands: Column<ListedRule> = {
    id: "menu",
    title: columns.menu,
    width: 64,
    cell: (rule) => <RuleMenu rule={rule} words={words} context={context} />,
  };
  return [
    ...(context.mayWrite && context.isOrdered ? [order] : []),
    {
      id: "priority",
      title: columns.priority,
      width: 52,
      align: "end",
      rank: 4,
      cell: ({ priority }) => <span class="text-ink-2">{formatNumber(priority, language)}</span>,
    },
    {
      id: "name",
      title: columns.name,
      width: 200,
      grows: 1,
      phone: "title",
      text: ({ name }) => name,
      cell: ({ rule_id, name, built_in }) => (
        <a
          class={`hover:underline ${built_in ? "text-ink-2" : "font-strong"}`}
          href={pathToApp(language, "rules/edit", { rule: rule_id })}
          tabIndex={-1}
        >
          {name}
        </a>
      ),
    },
    {
      id: "state",
      title: columns.state,
      width: 124,
      phone: "meta",
      cell: (rule) => <StateCell rule={rule} words={words} breaker={context.tripped.get(rule.rule_id)} />,
    },
    {
      id: "action",
      title: columns.action,
      width: 136,
      phone: "note",
      text: ({ action }) => rules.actions[action],
      cell: ({ action }) => <span class={action === "BLOCK" ? "text-bad" : "text-ink-2"}>{rules.actions[action]}</span>,
    },
    {
      id: "hits",
      title: columns.hits,
      width: 96,
      align: "end",
      phone: "value",
      text: ({ rule_id }) => {
        const figures = context.figures.get(rule_id);
        if (!figures) return "";
        const { days = 0, payments: total = 0 } = context;
        return fill(rules.hitsHelp, {
          days,
          hits: formatNumber(figures.hits, language),
          total: formatNumber(total, language),
        });
      },
      cell: ({ rule_id, enabled, state, built_in }) => {
        // The report leaves out what never hit; of what decides that is a zero.
        const decides = enabled && !built_in && (state === "live" || state === "canary") && context.payments;
        const share = percent(context.figures.get(rule_id)?.share ?? (decides ? 0 : null));
        const figure = share && (
          <>
            {share}
            <span class="sm:hidden">%</span>
          </>
        );
        const href = hitsOf(language, rule_id, context);
        return href ? (
          <a class="underline decoration-line underline-offset-2 hover:decoration-current" href={href} tabIndex={-1}>
            {figure}
          </a>
        ) : (
          figure
        );
      },
    },
    {
      id: "precision",
      title: columns.precision,
      width: 88,
      align: "end",
      rank: 7,
      text: ({ rule_id }) => {
        const figures = context.figures.get(rule_id);
        return figures?.labelled
          ? fill(rules.precisionHelp, { labelled: figures.labelled, frauds: figures.frauds })
          : "";
      },
      cell: ({ rule_id }) => percent(context.figures.get(rule_id)?.precision),
    },
    {
      id: "last_hit",
      title: columns.lastHit,
      width: 116,
      rank: 3,
      cell: ({ rule_id }) => {
        const at = context.figures.get(rule_id)?.last_hit_at;
        return (
          at && (
            <span class="text-ink-2">
              <Age at={at} />
            </span>
          )
        );
      },
    },
    {
      id: "snoozes",
      title: columns.snoozes,
      width: 80,
      rank: 6,
      text: ({ snoozes }) => (snoozes > 0 ? fillCount(rules.snoozed, snoozes, language) : ""),
      cell: ({ rule_id, snoozes }) =>
        snoozes > 0 && (
          <a
            class="underline decoration-line underline-offset-2 hover:decoration-current"
            href={pathToApp(language, "rules/edit", { rule: rule_id, tab: "snoozes" })}
            tabIndex={-1}
          >
            {snoozes}
          </a>
        ),
    },
    {
      id: "enabled",
      title: columns.enabled,
      width: 72,
      cell: (rule) => <EnabledCell rule={rule} words={words} context={context} />,
    },
    ...(context.mayWrite ? [commands] : []),
  ];
}

/** Where the payments are that a rule hit in the days of its figure; undefined where it hit none. */
export function hitsOf(language: Language, rule: string, { figures, hitDays }: RuleTableContext): string | undefined {
  return hitDays && figures.get(rule)?.hits ? pathToApp(language, "decisions", { rule, ...hitDays }) : undefined;
}
