import type { z } from "@hono/zod-openapi";
import type { Localized } from "./i18n.ts";

type Issue = z.core.$ZodIssue;

/** How zod begins the messages that it made itself; every other one is ours. */
const ZODS_OWN = /^(Invalid|Too|Unrecognized) /;

/** What is wrong with a value, for whoever sent it: their language, no value, and the bound where there is one. */
export function describeIssue(issue: Issue): string | Localized {
  if (issue.code === "custom" || !ZODS_OWN.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return describeType(issue);
    case "too_big":
      return atMost(issue.origin, String(issue.maximum), issue.inclusive !== false);
    case "too_small":
      return atLeast(issue.origin, String(issue.minimum), issue.inclusive !== false);
    case "invalid_value":
      return oneOf(issue.values.map(String).join(", "));
    case "invalid_format":
      return describeFormat(issue.format, "pattern" in issue ? String(issue.pattern) : undefined);
    case "not_multiple_of":
      return {
        uz: `${issue.divisor} ga boʻlinishi kerak`,
        ru: `Должно делиться на ${issue.divisor}`,
        en: `Must be a multiple of ${issue.divisor}`,
      };
    default:
      return {
        uz: "Bu qiymat hech bir ruxsat etilgan koʻrinishga mos kelmaydi",
        ru: "Значение не подходит ни под одну из допустимых форм",
        en: "Fits none of the forms that are permitted",
      };
  }
}

const types: Record<string, Localized> = {
  string: { uz: "Matn boʻlishi kerak", ru: "Нужна строка", en: "Must be a string" },
  number: { uz: "Son boʻlishi kerak", ru: "Нужно число", en: "Must be a number" },
  int: { uz: "Butun son boʻlishi kerak", ru: "Нужно целое число", en: "Must be a whole number" },
  boolean: { uz: "true yoki false boʻlishi kerak", ru: "Нужно true или false", en: "Must be true or false" },
  array: { uz: "Roʻyxat boʻlishi kerak", ru: "Нужен список", en: "Must be a list" },
  object: { uz: "Obyekt boʻlishi kerak", ru: "Нужен объект", en: "Must be an object" },
  record: { uz: "Obyekt boʻlishi kerak", ru: "Нужен объект", en: "Must be an object" },
  null: { uz: "null boʻlishi kerak", ru: "Нужно null", en: "Must be null" },
  never: { uz: "Bu yerda boʻlmasligi kerak", ru: "Здесь этого быть не должно", en: "Must be left out" },
};
const missing: Localized = { uz: "Koʻrsatilmagan", ru: "Не указано", en: "Is missing" };

/** Zod tells by its message alone whether there was a value at all. */
function describeType({ expected, message }: Extract<Issue, { code: "invalid_type" }>): string | Localized {
  if (message.endsWith("received undefined")) return missing;
  return types[expected] ?? message;
}

function atMost(origin: string, bound: string, isReached: boolean): Localized {
  if (origin === "string")
    return {
      uz: `Koʻpi bilan ${bound} ta belgi boʻlishi mumkin`,
      ru: `Допустимое число символов: не больше ${bound}`,
      en: `Must have at most ${bound} characters`,
    };
  if (isCounted(origin))
    return {
      uz: `Koʻpi bilan ${bound} ta element boʻlishi mumkin`,
      ru: `Допустимое число элементов: не больше ${bound}`,
      en: `Must have at most ${bound} items`,
    };
  return isReached
    ? {
        uz: `Koʻpi bilan ${bound} boʻlishi mumkin`,
        ru: `Должно быть не больше ${bound}`,
        en: `Must be at most ${bound}`,
      }
    : { uz: `${bound} dan kichik boʻlishi kerak`, ru: `Должно быть меньше ${bound}`, en: `Must be less than ${bound}` };
}

function atLeast(origin: string, bound: string, isReached: boolean): Localized {
  if ((origin === "string" || isCounted(origin)) && bound === "1")
    return { uz: "Boʻsh boʻlmasligi kerak", ru: "Не должно быть пустым", en: "Must not be empty" };
  if (origin === "string")
    return {
      uz: `Kamida ${bound} ta belgi boʻlishi kerak`,
      ru: `Допустимое число символов: не меньше ${bound}`,
      en: `Must have at least ${bound} characters`,
    };
  if (isCounted(origin))
    return {
      uz: `Kamida ${bound} ta element boʻlishi kerak`,
      ru: `Допустимое число элементов: не меньше ${bound}`,
      en: `Must have at least ${bound} items`,
    };
  return isReached
    ? { uz: `Kamida ${bound} boʻlishi kerak`, ru: `Должно быть не меньше ${bound}`, en: `Must be at least ${bound}` }
    : { uz: `${bound} dan katta boʻlishi kerak`, ru: `Должно быть больше ${bound}`, en: `Must be more than ${bound}` };
}

const isCounted = (origin: string): boolean => ["array", "set", "map", "object"].includes(origin);

const oneOf = (values: string): Localized => ({
  uz: `Mumkin boʻlgan qiymatlar: ${values}`,
  ru: `Допустимые значения: ${values}`,
  en: `Must be one of: ${values}`,
});

const formats: Record<string, Localized> = {
  email: {
    uz: "Elektron pochta manzili boʻlishi kerak",
    ru: "Нужен адрес электронной почты",
    en: "Must be an e-mail address",
  },
  url: { uz: "URL boʻlishi kerak", ru: "Нужен URL", en: "Must be a URL" },
  datetime: {
    uz: "ISO 8601 vaqti boʻlishi kerak, masalan 2025-11-24T14:30:00Z",
    ru: "Нужно время по ISO 8601, например 2025-11-24T14:30:00Z",
    en: "Must be an ISO 8601 time such as 2025-11-24T14:30:00Z",
  },
  date: {
    uz: "Sana boʻlishi kerak, masalan 2025-11-24",
    ru: "Нужна дата, например 2025-11-24",
    en: "Must be a date such as 2025-11-24",
  },
  ipv4: { uz: "IP manzil boʻlishi kerak", ru: "Нужен IP-адрес", en: "Must be an IP address" },
  ipv6: { uz: "IP manzil boʻlishi kerak", ru: "Нужен IP-адрес", en: "Must be an IP address" },
  uuid: { uz: "UUID boʻlishi kerak", ru: "Нужен UUID", en: "Must be a UUID" },
};

const describeFormat = (format: string, pattern = format): Localized =>
  formats[format] ?? {
    uz: `Yozilishi notoʻgʻri: ${pattern}`,
    ru: `Записано не так: ${pattern}`,
    en: `Is not written as it should be: ${pattern}`,
  };
