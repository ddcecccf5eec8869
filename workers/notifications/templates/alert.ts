import type { Language, Localized } from "#platform/i18n";
import {
  type Compared,
  calledMetric,
  type Severity,
  severities,
  shownBaseline,
  shownThreshold,
  shownValue,
} from "./alert-wording.ts";
import { type Chat, DAY_MS, type Mail, type Template } from "./template.ts";
import { briefMoment, lasting, moment, named, namedBriefly } from "./wording.ts";

/** What there is to say of a rule's alert; `test` is asked for by a person, and nothing is wrong. */
type News = "fired" | "reminder" | "resolved" | "test";

/** `minutes` are those of the window, null of what has none, `at` (epoch milliseconds) its end, `alert` the id of the alert, empty in a test. */
type Values = {
  news: News;
  rule: string;
  severity: Severity;
  compared: Compared;
  minutes: number | null;
  alert: string;
  at: number;
};

const subjects: Record<News, Localized<(rule: string) => string>> = {
  fired: {
    uz: (rule) => `Ogohlantirish: ${rule}`,
    ru: (rule) => `Тревога: ${rule}`,
    en: (rule) => `Alert: ${rule}`,
  },
  reminder: {
    uz: (rule) => `Ogohlantirish davom etmoqda: ${rule}`,
    ru: (rule) => `Тревога не снята: ${rule}`,
    en: (rule) => `Alert still on: ${rule}`,
  },
  resolved: {
    uz: (rule) => `Ogohlantirish tugadi: ${rule}`,
    ru: (rule) => `Тревога снята: ${rule}`,
    en: (rule) => `Alert is over: ${rule}`,
  },
  test: {
    uz: (rule) => `[SINOV] Ogohlantirish: ${rule}`,
    ru: (rule) => `[ПРОВЕРКА] Тревога: ${rule}`,
    en: (rule) => `[TEST] Alert: ${rule}`,
  },
};

const sentences: Record<News, Localized> = {
  fired: {
    uz: "Kuzatuv qoidangiz sharti bajarildi.",
    ru: "Условие вашего правила мониторинга выполнено.",
    en: "The condition of your alert rule holds.",
  },
  reminder: {
    uz: "Kuzatuv qoidangiz sharti hamon bajarilib turibdi.",
    ru: "Условие вашего правила мониторинга всё ещё выполняется.",
    en: "The condition of your alert rule still holds.",
  },
  resolved: {
    uz: "Kuzatuv qoidangiz sharti endi bajarilmayapti.",
    ru: "Условие вашего правила мониторинга больше не выполняется.",
    en: "The condition of your alert rule no longer holds.",
  },
  test: {
    uz: "Bu sinov xabari: xabar yetib kelishini tekshirish uchun yuborildi, hech narsa sodir boʻlmadi.",
    ru: "Это проверочное сообщение: оно отправлено, чтобы проверить доставку, ничего не произошло.",
    en: "This is a test message: it was sent to see whether messages arrive, nothing happened.",
  },
};

const labels = {
  severity: { uz: "Daraja", ru: "Важность", en: "Severity" },
  metric: { uz: "Koʻrsatkich", ru: "Показатель", en: "Metric" },
  value: { uz: "Qiymat", ru: "Значение", en: "Value" },
  threshold: { uz: "Shart", ru: "Условие", en: "Condition" },
  window: { uz: "Oraliq", ru: "Интервал", en: "Window" },
  time: { uz: "Vaqt", ru: "Время", en: "Time" },
} satisfies Record<string, Localized>;

type Fact = [label: string, text: string];

/** What is known, label by label. */
function factsOf({ severity, compared, minutes, at }: Values, language: Language): Fact[] {
  const window: Fact[] = minutes === null ? [] : [[labels.window[language], lasting(minutes, "minutes", language)]];
  const against = shownBaseline(compared, language);
  const condition = shownThreshold(compared, language) + (against === null ? "" : ` (${against})`);
  return [
    [labels.severity[language], severities[severity][language]],
    [labels.metric[language], calledMetric(compared, language)],
    [labels.value[language], shownValue(compared, language)],
    [labels.threshold[language], condition],
    ...window,
    [labels.time[language], moment(at, language)],
  ];
}

const greetings: Localized = { uz: "Assalomu alaykum!", ru: "Здравствуйте!", en: "Hello," };

const mailIn =
  (language: Language) =>
  (values: Values): Mail => ({
    subject: subjects[values.news][language](named(values.rule, 100)),
    paragraphs: [
      greetings[language],
      sentences[values.news][language],
      [named(values.rule, 200), ...factsOf(values, language).map(([label, text]) => `${label}: ${text}`)].join("\n"),
    ],
    closing: values.alert === "" ? [] : [`ID: ${values.alert}`],
  });

const chatIn =
  (language: Language) =>
  (values: Values): Chat => ({
    headline: subjects[values.news][language](named(values.rule, 100)),
    facts: factsOf(values, language),
    note: [sentences[values.news][language], "AI Foundry", values.alert].filter((part) => part !== "").join(" · "),
  });

const briefly: Record<News, Localized> = {
  fired: { uz: "ogohlantirish", ru: "тревога", en: "alert" },
  reminder: { uz: "davom etmoqda", ru: "не снята", en: "still on" },
  resolved: { uz: "tugadi", ru: "снята", en: "over" },
  test: { uz: "SINOV", ru: "ПРОВЕРКА", en: "TEST" },
};

const smsIn =
  (language: Language) =>
  ({ news, rule, compared, at }: Values): string => {
    const what = `${calledMetric(compared, language)} ${shownValue(compared, language)}`;
    return `AI Foundry, ${briefly[news][language]}: ${namedBriefly(rule)}. ${what}. ${briefMoment(at)}`.replaceAll(
      "−",
      "-",
    );
  };

export const alert = {
  usefulForMs: DAY_MS,
  mail: { uz: mailIn("uz"), ru: mailIn("ru"), en: mailIn("en") },
  sms: { uz: smsIn("uz"), ru: smsIn("ru"), en: smsIn("en") },
  chat: { uz: chatIn("uz"), ru: chatIn("ru"), en: chatIn("en") },
} satisfies Template<Values>;
