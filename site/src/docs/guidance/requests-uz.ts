import type { Guidance } from "../guidance.ts";

/** Of a request as such, and of its repeats. */
export const requestsUz: Record<string, Guidance> = {
  "request.invalid": {
    meaning: "Soʻrov oʻqildi, lekin bir yoki bir nechta maydon shartga mos emas. Hech narsa saqlanmadi.",
    remedy:
      "Javobdagi errors roʻyxatini oʻqing: path maydonni, message shartni aytadi. Maydonni tuzatib, qayta yuboring.",
  },
  "request.malformed_json": {
    meaning: "Soʻrov tanasini JSON sifatida oʻqib boʻlmadi. Hech narsa saqlanmadi.",
    remedy:
      "Tanani JSON kutubxonasi bilan tuzing: ortiqcha vergul, yopilmagan qavs yoki notoʻgʻri kodlash boʻlishi mumkin.",
  },
  "request.card_number_refused": {
    meaning:
      "errors koʻrsatgan maydonda karta raqami yoki aynan shunga oʻxshaydigan 13–19 xonali son bor: nazorat raqami (Lun) toʻgʻri chiqadi. Karta raqamini qabul qilmaymiz, saqlamaymiz va jurnalga yozmaymiz; tasodifan mos kelgan identifikatorni ham undan ajratib boʻlmaydi.",
    remedy:
      "Raqam oʻrniga metadata.card_fingerprint maydonida token yoki kalitli xesh, kerak boʻlsa card_last4 da oxirgi toʻrt raqamni yuboring. Bu sizning identifikatoringiz boʻlsa, uni ketma-ket 12 tadan koʻp raqam boʻlmaydigan qilib, boʻlaklarini pastki chiziq bilan yozing, masalan TXN_20251124_000123456, yoki chiziqchali UUID oling.",
  },
  "idempotency.key_reused": {
    meaning: "Bu kalit boshqa tana yoki manzilli soʻrovga tegishli. Hech narsa oʻzgarmadi.",
    remedy:
      "Har bir yangi soʻrovga yangi kalit bering, masalan UUID, va uni faqat shu soʻrovni takrorlashda ishlating.",
  },
  "idempotency.in_flight": {
    meaning: "Shu kalitli birinchi soʻrovga hali javob berilmadi. Hech narsa ikkinchi marta bajarilmadi.",
    remedy: "Retry-After aytgan soniyacha kuting va oʻsha soʻrovni qayta yuboring: birinchi javobni olasiz.",
  },
  "idempotency.answer_lost": {
    meaning:
      "Shu kalitli birinchi soʻrov bajarilgan, lekin javobi saqlanishidan oldin uzilib qolgan. U qayta bajarilmaydi.",
    remedy:
      "Soʻrov oʻzgartiradigan roʻyxatni koʻring; detail birinchi soʻrovni aytadi, audit jurnali u nima qilganini shu raqam bilan koʻrsatadi. Yangi ish uchun yangi kalit oling.",
  },
  "request.too_many": {
    meaning: "Hisobingiz, tarifingiz yoki kalitingizning soatlik kvotasi tugadi yoki soʻrovlar juda tez kelmoqda.",
    remedy:
      "Retry-After sarlavhasidagi soniyalarcha kuting, soʻng qayta yuboring. Kvotalarni RateLimit-Policy, qolganini RateLimit aytadi.",
  },
  "idempotency.key_malformed": {
    meaning:
      "Idempotency-Key boʻsh, 255 belgidan uzun yoki unda bosilmaydigan yoxud ASCII dan tashqari belgi bor. Soʻrov bajarilmadi.",
    remedy: "Har bir yangi soʻrov uchun UUID oling: u har doim mos keladi.",
  },
  "request.malformed_form": {
    meaning: "Forma boʻlaklari oʻqilmadi: boundary mos kelmaydi yoki tana yoʻlda uzilgan. Hech narsa saqlanmadi.",
    remedy: "Formani kutubxona yordamida tuzing va content-type ni oʻzingiz yozmang: boundary ni kutubxona qoʻyadi.",
  },
  "request.not_a_form": {
    meaning: "Bu manzil fayl kutadi, tana esa forma sifatida kelmadi.",
    remedy: "Faylni multipart/form-data bilan yuboring, masalan curl -F file=@hujjat.pdf.",
  },
  "request.body_too_large": {
    meaning:
      "Tana ruxsat etilganidan katta: JSON {most_body_kb} kB gacha, fayllarning chegarasi esa detail da. U oʻqilmadi.",
    remedy: "Faqat kerakli maydonlarni yuboring, uzun roʻyxatni boʻlib joʻnating.",
  },
};
