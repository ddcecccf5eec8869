import { defineProblem } from "#platform/problem";

export const organizationNotFound = defineProblem({
  code: "auth.organization_not_found",
  status: 404,
  title: { uz: "Bunday tashkilot yoʻq", ru: "Такой организации нет", en: "There is no such organisation" },
});
export const entitlementsFixed = defineProblem({
  code: "auth.entitlements_fixed",
  status: 403,
  title: {
    uz: "Tarif va mahsulotlarni faqat bosh administrator oʻzgartiradi",
    ru: "Тариф и продукты меняет только главный администратор",
    en: "Only a super administrator changes the plan and the products",
  },
});
export const ownAddressMissing = defineProblem({
  code: "auth.own_address_missing",
  status: 409,
  title: {
    uz: "Roʻyxatda oʻz manzilingiz yoʻq, uni saqlasangiz, oʻzingiz ham kira olmaysiz",
    ru: "В списке нет вашего адреса: сохранив его, вы закроете доступ и себе",
    en: "The list lacks your own address and would lock you out too",
  },
});
