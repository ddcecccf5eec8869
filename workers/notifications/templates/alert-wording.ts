import type { Language, Localized } from "#platform/i18n";
import { lasting } from "./wording.ts";

/** What an alert measures, in which unit, and how people call it. */
const metrics = {
  block_rate: {
    unit: "share",
    called: { uz: "bloklangan toʻlovlar ulushi", ru: "доля блокировок", en: "block rate" },
  },
  review_rate: {
    unit: "share",
    called: { uz: "tekshiruvga tushganlar ulushi", ru: "доля проверок", en: "review rate" },
  },
  approval_rate: {
    unit: "share",
    called: { uz: "tasdiqlanganlar ulushi", ru: "доля одобрений", en: "approval rate" },
  },
  degraded_rate: {
    unit: "share",
    called: { uz: "toʻliq boʻlmagan qarorlar ulushi", ru: "доля решений без части данных", en: "degraded rate" },
  },
  volume: {
    unit: "count",
    called: { uz: "toʻlovlar soni", ru: "число платежей", en: "number of payments" },
  },
  amount_blocked_usd: {
    unit: "usd",
    called: { uz: "bloklangan summa", ru: "сумма блокировок", en: "blocked amount" },
  },
  decision_latency_ms: {
    unit: "ms",
    called: { uz: "qaror vaqti (p95)", ru: "время решения (p95)", en: "decision time (p95)" },
  },
  review_age_minutes: {
    unit: "minutes",
    called: { uz: "eng uzoq kutayotgan tekshiruv", ru: "самая старая проверка", en: "oldest open review" },
  },
  review_backlog: {
    unit: "count",
    called: { uz: "tekshiruv navbati", ru: "очередь проверки", en: "review backlog" },
  },
  reviews_overdue: {
    unit: "count",
    called: { uz: "muddati oʻtgan tekshiruvlar", ru: "просроченные проверки", en: "overdue reviews" },
  },
  score_drift: {
    unit: "index",
    called: { uz: "baholar siljishi (PSI)", ru: "сдвиг оценок (PSI)", en: "score drift (PSI)" },
  },
} as const satisfies Record<string, { unit: Unit; called: Localized }>;

type Unit = "share" | "count" | "usd" | "ms" | "minutes" | "index" | "percent";
type Metric = keyof typeof metrics;

export type Severity = "info" | "warning" | "critical";

/** What an alert compares: `value` is null where there was no data; of what rises or falls it is the change in percent. */
export type Compared = {
  metric: Metric;
  comparison: "above" | "below" | "rises_by" | "falls_by";
  baseline: "last_week" | "trailing_day" | null;
  value: number | null;
  threshold: number;
};

export const severities: Record<Severity, Localized> = {
  info: { uz: "Maʼlumot", ru: "Информация", en: "Information" },
  warning: { uz: "Ogohlantirish", ru: "Предупреждение", en: "Warning" },
  critical: { uz: "Jiddiy", ru: "Критично", en: "Critical" },
};

const locales: Record<Language, string> = { uz: "ru-RU", ru: "ru-RU", en: "en-US" };

/** A number as people of the language write it: Uzbek and Russian with a comma and spaces. */
const numeral = (value: number, language: Language, digits: number): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value).replace(/\s/g, " ");

function figure(value: number, unit: Unit, language: Language): string {
  if (unit === "share") return `${numeral(value * 100, language, 2)}%`;
  if (unit === "percent") return `${numeral(value, language, 1)}%`;
  if (unit === "usd") return `$${numeral(value, language, 0)}`;
  if (unit === "ms") return `${numeral(value, language, 0)} ${{ uz: "ms", ru: "мс", en: "ms" }[language]}`;
  if (unit === "minutes") return lasting(Math.round(value), "minutes", language);
  return numeral(value, language, unit === "index" ? 3 : 0);
}

const signs = { above: ">", below: "<", rises_by: "+", falls_by: "−" } as const;
const unknown: Localized = { uz: "maʼlumot yoʻq", ru: "нет данных", en: "no data" };

/** What is measured: `block rate`. */
export const calledMetric = ({ metric }: Compared, language: Language): string => metrics[metric].called[language];

/** The value: `12.5%`, `+40%`. */
export function shownValue({ metric, comparison, value }: Compared, language: Language): string {
  if (value === null) return unknown[language];
  const isChange = comparison === "rises_by" || comparison === "falls_by";
  return isChange
    ? `${signs[comparison]}${figure(value, "percent", language)}`
    : figure(value, metrics[metric].unit, language);
}

/** The condition: `> 5%`, `+50%`. */
export function shownThreshold({ metric, comparison, threshold }: Compared, language: Language): string {
  const isChange = comparison === "rises_by" || comparison === "falls_by";
  return isChange
    ? `> ${signs[comparison]}${figure(threshold, "percent", language)}`
    : `${signs[comparison]} ${figure(threshold, metrics[metric].unit, language)}`;
}

const baselines: Record<NonNullable<Compared["baseline"]>, Localized> = {
  last_week: {
    uz: "bir hafta oldingi shu vaqtga nisbatan",
    ru: "к тому же времени неделю назад",
    en: "against the same time last week",
  },
  trailing_day: {
    uz: "oldingi 24 soatga nisbatan",
    ru: "к предыдущим 24 часам",
    en: "against the 24 hours before",
  },
};

/** What a change is against; nothing of what is compared with a fixed threshold. */
export const shownBaseline = ({ baseline }: Compared, language: Language): string | null =>
  baseline === null ? null : baselines[baseline][language];
