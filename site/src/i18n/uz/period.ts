export const period = {
  label: "Davr",
  names: { today: "Bugun", "7d": "7 kun", "30d": "30 kun", "90d": "90 kun", custom: "Oraliq" },
  from: "Birinchi kun",
  to: "Oxirgi kun",
  wrong: "Birinchi kun oxirgisidan oldin, oraliq 366 kundan oshmasin",
};
