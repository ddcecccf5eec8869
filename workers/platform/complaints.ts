import type { Localized } from "./i18n.ts";

/** What contracts say of a value in words of their own, by the English in which they say it. */
const complaints: Record<string, Omit<Localized, "en">> = {
  "Unknown field": { uz: "Bunday maydon yoʻq", ru: "Такого поля нет" },
  "Is missing": { uz: "Koʻrsatilmagan", ru: "Не указано" },
  "Change something": { uz: "Hech boʻlmaganda bitta maydonni yuboring", ru: "Укажите хотя бы одно поле" },
  "Not a cursor of this list": { uz: "Bu roʻyxatning kursori emas", ru: "Это не курсор этого списка" },
  "Lies in the future": { uz: "Kelajakdagi vaqt", ru: "Это время ещё не наступило" },
  "Lies more than two years back": { uz: "Ikki yildan eski", ru: "Это было больше двух лет назад" },
  "Is less than the smallest coin of the currency": {
    uz: "Bu valyutaning eng kichik tangasidan ham kam",
    ru: "Меньше самой мелкой монеты этой валюты",
  },
  "Not in the table of exchange rates": {
    uz: "Valyuta kurslari jadvalida yoʻq",
    ru: "Нет в таблице курсов валют",
  },
  "Send lat and lon together": { uz: "lat va lon birga yuboriladi", ru: "lat и lon указываются вместе" },
  "Must be four digits": { uz: "Toʻrtta raqam boʻlishi kerak", ru: "Нужны четыре цифры" },
  "Must be an ISO 4217 code of three capital letters": {
    uz: "ISO 4217 kodi boʻlishi kerak: uchta bosh harf",
    ru: "Нужен код ISO 4217: три заглавные буквы",
  },
  "Must be an ISO 3166 code of two capital letters": {
    uz: "ISO 3166 kodi boʻlishi kerak: ikkita bosh harf",
    ru: "Нужен код ISO 3166: две заглавные буквы",
  },
  "Must be a phone number such as +998901234567": {
    uz: "Telefon raqami boʻlishi kerak, masalan +998901234567",
    ru: "Нужен номер телефона, например +998901234567",
  },
  "Must be an E.164 number such as +998901234567": {
    uz: "Xalqaro koʻrinishdagi telefon raqami boʻlishi kerak, masalan +998901234567",
    ru: "Нужен номер телефона в международном виде, например +998901234567",
  },
  "Must be an IPv4 or IPv6 address": { uz: "IPv4 yoki IPv6 manzil boʻlishi kerak", ru: "Нужен адрес IPv4 или IPv6" },
  "Must be a domain such as mail.example": {
    uz: "Domen boʻlishi kerak, masalan mail.example",
    ru: "Нужен домен, например mail.example",
  },
  "Must be six or eight digits": { uz: "Olti yoki sakkizta raqam boʻlishi kerak", ru: "Нужны шесть или восемь цифр" },
  "Must not hold control characters": {
    uz: "Boshqaruv belgilari boʻlmasligi kerak",
    ru: "Не должно быть управляющих символов",
  },
  "Looks like a card number; send a token or a keyed fingerprint": {
    uz: "Karta raqamiga oʻxshaydi; oʻrniga token yoki kalitli xesh yuboring",
    ru: "Похоже на номер карты; отправьте токен или хеш с ключом",
  },
  "Must read verb:object, such as write:transactions": {
    uz: "amal:obyekt koʻrinishida boʻlishi kerak, masalan write:transactions",
    ru: "Нужен вид действие:объект, например write:transactions",
  },
  "Must be an address or a network such as 10.0.0.0/8": {
    uz: "IP manzil yoki tarmoq boʻlishi kerak, masalan 10.0.0.0/8",
    ru: "Нужен адрес или сеть, например 10.0.0.0/8",
  },
  "Must be live or test": { uz: "live yoki test boʻlishi kerak", ru: "Нужно live или test" },
  "Must begin with https://": { uz: "https:// bilan boshlanishi kerak", ru: "Должно начинаться с https://" },
  "Names a transaction twice": { uz: "Bitta tranzaksiya ikki marta koʻrsatilgan", ru: "Транзакция названа дважды" },
  "Contradicts the decision": { uz: "Qarorga zid", ru: "Противоречит решению" },
  "Needs from": { uz: "from ham kerak", ru: "Нужно указать и from" },
  "Send either period or from": {
    uz: "period yoki from dan bittasini yuboring",
    ru: "Укажите либо period, либо from",
  },
  "Lies after the last day": { uz: "Oxirgi kundan keyin", ru: "Позже последнего дня" },
};

/** A complaint in the language of whoever is told; one that has no other words stays in English. */
export const inWords = (complaint: string): string | Localized => {
  const words = complaints[complaint];
  return words ? { ...words, en: complaint } : complaint;
};

/** The complaints that have words in every language, as they are written in English. */
export const knownComplaints = (): string[] => Object.keys(complaints);
