import type { Dictionary } from "../uz.ts";

export const period: Dictionary["period"] = {
  label: "Period",
  names: { today: "Today", "7d": "7 days", "30d": "30 days", "90d": "90 days", custom: "Dates" },
  from: "First day",
  to: "Last day",
  wrong: "The first day before the last, at most 366 days",
};
