import type { Dictionary } from "../uz.ts";

export const period: Dictionary["period"] = {
  label: "Период",
  names: { today: "Сегодня", "7d": "7 дней", "30d": "30 дней", "90d": "90 дней", custom: "Даты" },
  from: "Первый день",
  to: "Последний день",
  wrong: "Первый день раньше последнего, не больше 366 дней",
};
