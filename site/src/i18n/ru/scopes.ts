import type { Dictionary } from "../uz.ts";

export const scopes: Dictionary["scopes"] = {
  title: "Права",
  missing: "Выберите хотя бы одно право",
  tooMany: "Выберите не больше 20 прав",
  names: {
    "write:transactions": "Отправлять платежи на проверку",
    "read:transactions": "Читать платежи и решения",
    "review:transactions": "Выносить решения по платежам",
    "export:antifraud": "Выгружать решения",
    "read:antifraud_analytics": "Читать аналитику",
    "read:rules": "Читать правила",
    "write:rules": "Менять правила",
    "read:models": "Читать модели",
    "write:models": "Управлять моделями",
    "manage:alerts": "Управлять оповещениями",
    "read:dashboard": "Читать общие показатели",
    "read:webhooks": "Читать вебхуки",
    "write:webhooks": "Настраивать вебхуки",
    "read:sandbox": "Читать песочницу",
    "write:sandbox": "Управлять часами песочницы",
    "read:requests": "Читать журнал запросов",
    "read:audit": "Читать журнал аудита",
    "read:metrics": "Читать метрики Prometheus",
    "read:oauth_tokens": "Проверять токены OAuth",
  },
};
