/** How much an alert presses. */
export const severities = ["info", "warning", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What an alert comes from: a rule of the organisation, the watch over models, or a breaker that holds back a rule or a model. */
export const alertSources = ["rule", "model", "breaker"] as const;
export type AlertSource = (typeof alertSources)[number];

/** An organisation has so many rules at the most, since each of them is looked at every minute. */
export const MOST_ALERT_RULES = 50;
