import { defineProblem } from "#platform/problem";

export const requestNotFound = defineProblem({
  code: "privacy.request_not_found",
  status: 404,
  title: { uz: "Bunday soʻrov yoʻq", ru: "Такого запроса нет", en: "There is no such request" },
});
export const ownAccount = defineProblem({
  code: "privacy.own_account",
  status: 409,
  title: {
    uz: "Oʻz hisobingizni oʻzingiz yoʻq qila olmaysiz, boshqa administratorga murojaat qiling",
    ru: "Собственную учётную запись стереть нельзя, обратитесь к другому администратору",
    en: "You cannot erase your own account, ask another administrator",
  },
});
export const exportNotReady = defineProblem({
  code: "privacy.export_not_ready",
  status: 409,
  title: {
    uz: "Maʼlumotlar nusxasi hali tayyor emas",
    ru: "Выгрузка ещё не готова",
    en: "The export is not ready yet",
  },
});
export const exportExpired = defineProblem({
  code: "privacy.export_expired",
  status: 410,
  title: {
    uz: "Maʼlumotlar nusxasining muddati oʻtgan, yangisini soʻrang",
    ru: "Срок хранения выгрузки истёк, запросите новую",
    en: "The export is gone, ask for a new one",
  },
});
