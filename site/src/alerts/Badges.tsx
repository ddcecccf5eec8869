import type { Alert, AlertRule } from "../api-types.ts";
import { formatShortDate } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Badge } from "../ui/Badge.tsx";
import type { AlertWords } from "./words.ts";

const tones = { info: "plain", warning: "warn", critical: "bad" } as const;

/** Whether an alert goes on; the hue says how much it presses. */
export function AlertState({ words, alert }: { words: AlertWords; alert: Alert }) {
  const { states, severities } = words.alerts;
  if (alert.state === "resolved") return <Badge>{states.resolved}</Badge>;
  return (
    <Badge
      tone={tones[alert.severity]}
      title={severities[alert.severity]}
    >{`${severities[alert.severity]}, ${states.firing}`}</Badge>
  );
}

/** Where a rule stands: off, muted, quiet, or what its condition does. */
export function RuleState({ words, rule }: { words: AlertWords; rule: AlertRule }) {
  const { alerts, language } = words;
  if (!rule.enabled) return <Badge>{alerts.off}</Badge>;
  if (rule.muted)
    return <Badge>{fill(alerts.muted, { time: formatShortDate(new Date(rule.muted.until), language) })}</Badge>;
  const { phase } = rule.state;
  return <Badge tone={phase === "ok" ? "ok" : tones[rule.severity]}>{alerts.phases[phase]}</Badge>;
}
