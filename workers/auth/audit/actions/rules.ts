import type { Action } from "./action.ts";

/** What is done with rules, and with what they rest on. */
export const ruleActions = {
  "rule.created": {
    target: "rule",
    title: { uz: "Qoida qoʻshildi", ru: "Правило добавлено", en: "Rule added" },
  },
  "rule.changed": {
    target: "rule",
    title: { uz: "Qoida oʻzgartirildi", ru: "Правило изменено", en: "Rule changed" },
  },
  "rule.deleted": {
    target: "rule",
    title: { uz: "Qoida oʻchirildi", ru: "Правило удалено", en: "Rule deleted" },
  },
  "backtest.started": {
    target: "backtest",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash boshlandi",
      ru: "Запущена проверка правил на истории",
      en: "Backtest of rules started",
    },
  },
  "backtest.cancelled": {
    target: "backtest",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash toʻxtatildi",
      ru: "Проверка правил на истории остановлена",
      en: "Backtest of rules cancelled",
    },
  },
  "backtest.deleted": {
    target: "backtest",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash natijasi oʻchirildi",
      ru: "Проверка правил на истории удалена",
      en: "Backtest of rules deleted",
    },
  },
  "rule.rolled_back": {
    target: "rule",
    title: {
      uz: "Qoida avvalgi holatiga qaytarildi yoki oʻchirib qoʻyildi",
      ru: "Правило возвращено к прежней версии или отключено",
      en: "Rule rolled back or switched off",
    },
  },
  "rule_proposal.created": {
    target: "rule_proposal",
    title: {
      uz: "Qoidani oʻzgartirish taklif qilindi",
      ru: "Предложено изменение правил",
      en: "Change of rules proposed",
    },
  },
  "rule_proposal.rejected": {
    target: "rule_proposal",
    title: {
      uz: "Qoidani oʻzgartirish taklifi rad etildi",
      ru: "Предложенное изменение правил отклонено",
      en: "Proposed change of rules turned down",
    },
  },
  "rule_proposal.withdrawn": {
    target: "rule_proposal",
    title: {
      uz: "Qoidani oʻzgartirish taklifi qaytarib olindi",
      ru: "Предложенное изменение правил отозвано",
      en: "Proposed change of rules withdrawn",
    },
  },
  "rule_snooze.created": {
    target: "rule_snooze",
    title: {
      uz: "Qoida bitta toʻlovchi uchun vaqtincha toʻxtatildi",
      ru: "Правило приостановлено для плательщика",
      en: "Rule snoozed for a payer",
    },
  },
  "rule_snooze.ended": {
    target: "rule_snooze",
    title: {
      uz: "Qoida toʻlovchi uchun yana kuchga kirdi",
      ru: "Правило снова действует для плательщика",
      en: "Snooze of a rule ended",
    },
  },
  "breaker.reset": {
    target: "breaker",
    title: {
      uz: "Qoida yoki modelga toʻlovlarni yana toʻxtatishga ruxsat berildi",
      ru: "Правилу или модели снова разрешено блокировать платежи",
      en: "Rule or model permitted to block again",
    },
  },
  "aggregate.created": {
    target: "aggregate",
    title: { uz: "Agregat qoʻshildi", ru: "Агрегат добавлен", en: "Aggregate added" },
  },
  "aggregate.changed": {
    target: "aggregate",
    title: { uz: "Agregat oʻzgartirildi", ru: "Агрегат изменён", en: "Aggregate changed" },
  },
  "aggregate.deleted": {
    target: "aggregate",
    title: { uz: "Agregat oʻchirildi", ru: "Агрегат удалён", en: "Aggregate deleted" },
  },
  "aggregate.backfilled": {
    target: "aggregate",
    title: {
      uz: "Agregatni saqlangan qarorlar boʻyicha toʻldirish boshlandi",
      ru: "Начато заполнение агрегата по сохранённым решениям",
      en: "Filling an aggregate in from stored decisions begun",
    },
  },
  "rule_policy.changed": {
    target: "organization",
    title: {
      uz: "Qoidalarni qoʻllash tartibi oʻzgartirildi",
      ru: "Изменён порядок применения правил",
      en: "How rules are applied was changed",
    },
  },
} as const satisfies Record<string, Action>;
