import type { Guidance } from "../guidance.ts";

/** Of who asks, and what they may. */
export const accessUz: Record<string, Guidance> = {
  "auth.wrong_credentials": {
    meaning: "Bunday pochta va parol juftligi yoʻq. Qaysi biri notoʻgʻri ekanini ataylab aytmaymiz.",
    remedy: "Pochtani tekshiring va parolni qayta tering. Klaviatura tili va Caps Lock ga qarang.",
  },
  "auth.module_not_enabled": {
    meaning: "Tashkilotingiz yoki hisobingiz uchun bu mahsulot yoqilmagan.",
    remedy: "Tashkilot administratoridan mahsulotni yoqishni soʻrang.",
  },
  "auth.scope_too_wide": {
    meaning: "Yaratilayotgan kalitga oʻz rolingizda yoʻq ruxsat soʻraldi. Kalit yaratilmadi.",
    remedy:
      "scopes roʻyxatida faqat oʻzingizda bor ruxsatlarni qoldiring. Ular GET /api/users/me javobining permissions maydonida.",
  },
  "auth.live_only": {
    meaning:
      "Sinov rejimida faqat sinov muhitiga tegishli amallar ochiq. Bu amal haqiqiy maʼlumotga tegishli, hech narsa oʻzgarmadi.",
    remedy: "aif_live_ kalitini ishlating yoki soʻrovdan Foundry-Mode sarlavhasini olib tashlang.",
  },
  "auth.test_only": {
    meaning: "Bu manzil faqat sinov muhitida bor, soʻrov esa haqiqiy rejimda keldi.",
    remedy: "aif_test_ kalitini ishlating yoki tizimga kirgan boʻlsangiz, Foundry-Mode: test sarlavhasini qoʻshing.",
  },
  "auth.wrong_mode": {
    meaning: "Foundry-Mode sarlavhasi bir rejimni, kalit esa boshqasini bildiradi. Kalitning rejimi oʻzgarmaydi.",
    remedy: "Sozlamada toʻgʻri kalit turganini tekshiring: aif_live_ haqiqiy, aif_test_ sinov rejimi uchun.",
  },
  "sandbox.clock_backwards": {
    meaning: "Soʻralgan vaqt sinov soati koʻrsatayotgan vaqtdan oldin. Soat oʻzgarmadi.",
    remedy:
      "Javobdagi detail vaqtidan keyingisini yuboring yoki DELETE /api/sandbox/clock bilan haqiqiy vaqtga qayting.",
  },
  "auth.oauth_scope_too_wide": {
    meaning: "Mijozga oʻzingizda yoʻq ruxsat soʻraldi. Hech narsa saqlanmadi.",
    remedy:
      "scopes roʻyxatida faqat oʻzingizda bor ruxsatlarni qoldiring. Ular GET /api/users/me javobining permissions maydonida.",
  },
  "auth.oauth_client_without_secret": {
    meaning: "Mijoz private_key_jwt usuli bilan roʻyxatdan oʻtgan: u soʻrovlarini oʻz kaliti bilan imzolaydi.",
    remedy:
      "Kalitni almashtirish uchun PUT /api/oauth/clients/{client_id} soʻrovida jwks maydonida yangi ochiq kalitni yuboring.",
  },
  "auth.refresh_reused": {
    meaning:
      "Yangilash tokeni oʻrnini bosgan token ishlatilgandan keyin keldi. Ikkisidan biri begona qoʻlda, shuning uchun seans yopildi.",
    remedy:
      "Qaytadan kiring. Agar bu sizning dasturingiz boʻlsa: faqat eng yangi tokenni saqlang va uni bitta jarayon yangilasin.",
  },
  "auth.refresh_expired": {
    meaning: "Seans tugagan yoki bu token allaqachon boshqasiga almashgan.",
    remedy: "Qaytadan kiring. Seans 7 kun yangilanmasa, har qanday holda esa 30 kundan keyin tugaydi.",
  },
  "auth.step_up_required": {
    meaning: "Bu amal sozlamalarni oʻzgartiradi, ikkinchi omil esa bu seansda soʻnggi oʻn daqiqada koʻrsatilmagan.",
    remedy: "Ilovadagi kodni POST /api/auth/2fa/step-up manziliga yuboring va soʻrovni takrorlang.",
  },
  "auth.second_factor_required": {
    meaning: "Tashkilotingiz ikkinchi omilni talab qiladi, bu seansda esa u yoʻq. Ungacha faqat oʻz hisobingiz ochiq.",
    remedy: "Uni POST /api/auth/2fa/enroll va /verify orqali yoqing yoki kod bilan qaytadan kiring.",
  },
  "auth.factor_locked": {
    meaning: "Ketma-ket beshta notoʻgʻri kod keldi. Chorak soat davomida kod qabul qilinmaydi; hisobingiz yopilmagan.",
    remedy: "Retry-After aytganicha kuting yoki zaxira kodni kiriting. Telefoningiz soatini tekshiring.",
  },
  "auth.too_many_attempts": {
    meaning: "Bu hisobga yoki shu manzildan kirishga urinishlar juda koʻp boʻldi.",
    remedy: "Retry-After aytganicha kuting. Avval kirgan manzillaringiz siz uchun ochiq qoladi.",
  },
  "auth.password_refused": {
    meaning:
      "Bu parolni buzgʻunchilar birinchi boʻlib sinaydi yoki unda ismingiz, tashkilotingiz nomidan boshqa deyarli hech narsa yoʻq.",
    remedy: "Bir-biriga bogʻlanmagan bir nechta soʻz tanlang. Raqam va belgilar shart emas.",
  },
  "auth.address_not_allowed": {
    meaning:
      "Tashkilot yoki kalitdan faqat unga belgilangan tarmoqlardan foydalanish mumkin, soʻrov esa boshqa manzildan keldi.",
    remedy:
      "Shu tarmoqlardan yuboring yoki administrator yangisini qoʻshsin: PUT /api/organizations/{id}/ip-allowlist, kalit uchun PUT /api/api-keys/{id}/networks.",
  },
  "auth.own_address_missing": {
    meaning: "Manzilingiz roʻyxatdagi tarmoqlarning birortasida yoʻq: saqlansa, oʻzingiz ham kira olmay qolasiz.",
    remedy: "Oʻzingiz turgan tarmoqni qoʻshing yoki roʻyxatni undagi tarmoqlardan birida turib oʻzgartiring.",
  },
  "auth.cross_site_request": {
    meaning:
      "Brauzerning aytishicha, seansingiz cookie-fayllari bilan kelgan bu soʻrovni boshqa sayt yuborgan yoki u qoʻlda terilgan. Hech narsa bajarilmadi.",
    remedy:
      "Soʻrovni shu sayt sahifasidan yuboring. Dastur tokenni authorization sarlavhasida, cookie-siz yuboradi; cookie soʻrasa, Origin sarlavhasini ham qoʻshadi.",
  },
  "auth.cookies_need_https": {
    meaning: "Brauzer seans cookie-fayllarini faqat https orqali yoki oʻz kompyuterida localhost manzilida saqlaydi.",
    remedy: "Saytni https orqali oching yoki u ishlayotgan kompyuterda http://localhost orqali kiring.",
  },
  "auth.token_invalid": {
    meaning: "Xatdagi token ishlatilgan, eskirgan yoki bizniki emas. Hech narsa oʻzgarmadi.",
    remedy: "Yangi xat soʻrang: POST /api/auth/forgot-password, POST /api/auth/verify-email/resend yoki yangi taklif.",
  },
};
