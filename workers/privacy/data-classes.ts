import type { PrivacyPart } from "#platform/privacy";
import { resealColumn } from "#platform/reseal";
import { placeOfRequest } from "./ask.ts";
import { EXPORT_DAYS } from "./run-requests.ts";
import { forgetExport, listExpired } from "./store.ts";
import { dropExport } from "./write-export.ts";

/** What privacy itself keeps: who asked for what, and the exports. */
export const ownPrivacy: PrivacyPart = {
  classes: [
    {
      name: "privacy_exports",
      title: {
        uz: "Shaxsiy maʼlumotlar nusxalari",
        ru: "Выгрузки личных данных",
        en: "Exports of personal data",
      },
      where: ["r2:PRIVACY"],
      about: ["person", "payer", "card"],
      ground: "legal_obligation",
      period: { uz: "7 kun", ru: "7 дней", en: "7 days" },
      onErasure: "destroyed",
    },
    {
      name: "privacy_requests",
      title: {
        uz: "Shaxsiy maʼlumotlarga oid soʻrovlar",
        ru: "Запросы о личных данных",
        en: "Requests about personal data",
      },
      where: ["d1:privacy_requests.sealed"],
      about: ["person", "payer", "card"],
      ground: "legal_obligation",
      period: { uz: "Kamida 5 yil", ru: "Не менее 5 лет", en: "At least 5 years" },
      onErasure: "kept",
      why: {
        uz: "Yoʻq qilish talabi bajarilganini isbotlash uchun soʻrov va uning sababi saqlanadi, toʻlovchining identifikatori esa oʻchiriladi",
        ru: "Чтобы доказать, что требование исполнено, остаются запрос и его причина; идентификатор плательщика удаляется",
        en: "That it was done has to be provable: the request and its reason stay, the identifier of a payer goes",
      },
    },
    {
      name: "repeatable_answers",
      title: { uz: "Takrorlanadigan javoblar", ru: "Ответы для повтора", en: "Answers kept to be repeated" },
      where: ["d1:idempotency_keys.answer"],
      about: ["organization", "person"],
      ground: "contract",
      period: { uz: "1 kun", ru: "1 день", en: "1 day" },
      onErasure: "kept",
      why: {
        uz: "Idempotency-Key bilan yuborilgan soʻrovning javobi shifrlangan holda turadi va bir kundan keyin oʻzi oʻchadi",
        ru: "Ответ на запрос с Idempotency-Key хранится зашифрованным и через день исчезает сам",
        en: "The answer to a request with an Idempotency-Key is kept sealed and is gone by itself after a day",
      },
    },
  ],
  retention: [
    {
      name: "privacy_exports",
      title: { uz: "Shaxsiy maʼlumotlar nusxalari", ru: "Выгрузки личных данных", en: "Exports of personal data" },
      days: EXPORT_DAYS,
      sweep: async ({ db, env }, organizationId, age) => {
        const expired = await listExpired(db, organizationId, age);
        for (const row of expired) {
          await dropExport(env, row);
          await forgetExport(db, row);
        }
        return expired.length;
      },
    },
  ],
  reseal: async (platform, organizationId) => {
    let resealed = await resealColumn(platform, organizationId, {
      table: "privacy_requests",
      column: "sealed",
      keys: ["id"],
      reseal: async ({ sealer }, { id = "" }, value) => sealer.resealNow(value, placeOfRequest(id)),
    });
    const keys = platform.env.SUBJECT_KEYS.getByName(organizationId);
    for (let after: string | null = ""; after !== null; ) {
      const step: { resealed: number; next: string | null } = await keys.reseal(organizationId, after);
      resealed += step.resealed;
      after = step.next;
    }
    return resealed;
  },
};
