import type { Alert, AlertRule } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import type { Column } from "../ui/columns.ts";
import { AlertState, RuleState } from "./Badges.tsx";
import { nameMetric, showFigure, tellCondition } from "./metrics.ts";
import type { AlertWords } from "./words.ts";

/** What the history shows of each alert. */
export function alertColumns(words: AlertWords, me: string | undefined): Column<Alert>[] {
  const { columns, sources, you, limit } = words.alerts;
  const figure = (alert: Alert) =>
    `${nameMetric(alert.metric, words)}: ${showFigure(alert.value, alert, words)}, ${fill(limit, { limit: showFigure(alert.threshold, alert, words) })}`;
  const by = ({ acknowledged_by }: Alert) =>
    acknowledged_by === null ? "" : acknowledged_by === me ? you : acknowledged_by;
  return [
    {
      id: "state",
      title: columns.state,
      width: 208,
      phone: "meta",
      cell: (alert) => <AlertState {...{ words, alert }} />,
    },
    {
      id: "name",
      title: columns.name,
      width: 144,
      grows: 1,
      phone: "title",
      text: ({ name }) => name,
      cell: ({ name }) => name,
    },
    { id: "figure", title: columns.figure, width: 160, grows: 2, phone: "note", text: figure, cell: figure },
    { id: "source", title: columns.source, width: 128, rank: 3, cell: ({ source }) => sources[source] },
    { id: "fired", title: columns.fired, width: 136, rank: 1, cell: ({ fired_at }) => <Age at={fired_at} /> },
    {
      id: "ended",
      title: columns.ended,
      width: 136,
      rank: 4,
      cell: ({ ended_at }) => ended_at && <Age at={ended_at} />,
    },
    { id: "by", title: columns.by, width: 120, rank: 2, text: by, cell: by },
  ];
}

/** What the table shows of each alert rule. */
export function ruleColumns(words: AlertWords): Column<AlertRule>[] {
  const { columns, nobody, severities } = words.alerts;
  const told = ({ channels }: AlertRule) =>
    (["mail", "sms", "slack"] as const)
      .filter((name) => channels[name].length > 0)
      .map((name) => `${name} ${channels[name].length}`)
      .join(", ") || nobody;
  return [
    {
      id: "name",
      title: columns.name,
      width: 144,
      grows: 1,
      phone: "title",
      text: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      id: "state",
      title: columns.state,
      width: 168,
      phone: "meta",
      cell: (rule) => <RuleState {...{ words, rule }} />,
    },
    {
      id: "condition",
      title: columns.condition,
      width: 160,
      grows: 2,
      phone: "note",
      text: (rule) => tellCondition(rule, words),
      cell: (rule) => tellCondition(rule, words),
    },
    {
      id: "figure",
      title: columns.figure,
      width: 104,
      rank: 1,
      cell: ({ state, ...rule }) => state.evaluated_at && showFigure(state.value, rule, words),
    },
    { id: "severity", title: columns.severity, width: 128, rank: 3, cell: ({ severity }) => severities[severity] },
    { id: "channels", title: columns.channels, width: 144, rank: 2, text: told, cell: told },
  ];
}
