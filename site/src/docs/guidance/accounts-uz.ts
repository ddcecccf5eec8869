import type { Guidance } from "../guidance.ts";

/** Of people and their sessions. */
export const accountsUz: Record<string, Guidance> = {
  "auth.email_taken": {
    meaning: "Bu elektron pochta bilan hisob bor. Yangisi ochilmadi.",
    remedy:
      "Shu manzil bilan tizimga kiring; parol esdan chiqqan boʻlsa, kirish sahifasidagi «Parolni unutdingizmi?» orqali yangisini oling.",
  },
  "auth.already_member": {
    meaning: "Taklif qilinayotgan odam tashkilotingizda bor. Taklif yuborilmadi.",
    remedy: "Uning roli yoki mahsulotlarini oʻzgartirmoqchi boʻlsangiz, odamlar roʻyxatidan uni oching.",
  },
  "auth.last_admin": {
    meaning:
      "Tashkilotda kamida bitta ishlaydigan administrator qolishi kerak, bu esa oxirgisi. Hech narsa oʻzgarmadi.",
    remedy: "Avval boshqa odamni administrator qiling, keyin qayta urining.",
  },
  "auth.last_super_admin": {
    meaning: "Platformada kamida bitta super administrator qolishi kerak, bu esa oxirgisi. Hech narsa oʻzgarmadi.",
    remedy: "Avval boshqa odamga shu rolni bering, keyin qayta urining.",
  },
  "auth.own_account": {
    meaning:
      "Oʻz hisobingizni oʻzingiz toʻxtata olmaysiz: aks holda uni qaytarib yoqadigan odam boʻlmasligi mumkin. Hech narsa oʻzgarmadi.",
    remedy: "Buni tashkilotingizdagi boshqa administrator qilsin.",
  },
  "auth.factor_active": {
    meaning: "Ikkinchi omil allaqachon yoqilgan. Mavjudi oʻz kuchida qoldi.",
    remedy:
      "Telefonni almashtirmoqchi boʻlsangiz, avval POST /api/auth/2fa/disable (parol va kod bilan), keyin qayta yoqing.",
  },
  "auth.factor_missing": {
    meaning: "Bu hisobda ikkinchi omil yoqilmagan, shuning uchun uni soʻraydigan amal bajarilmadi.",
    remedy: "Avval POST /api/auth/2fa/enroll, keyin ilovadagi kod bilan POST /api/auth/2fa/verify yuboring.",
  },
  "auth.too_many_views": {
    meaning:
      "Bitta odamda {most_views} tagacha, tashkilotda esa {most_shared_views} tagacha umumiy koʻrinish saqlanadi. Yangisi saqlanmadi.",
    remedy: "Keraksiz koʻrinishni oʻchiring yoki borini oʻzgartiring: PUT /api/users/me/views/{view_id}.",
  },
  "auth.people_only": {
    meaning:
      "Bu amalni tizimga kirgan odam bajaradi, soʻrov esa API kalit yoki mashina tokeni bilan keldi. Hech narsa bajarilmadi.",
    remedy: "POST /api/auth/login bilan kiring va javobdagi access_token ni yuboring.",
  },
  "auth.challenge_expired": {
    meaning: "Parol qabul qilingan, lekin kod kelguncha mfa_token eskirdi yoki u ishlatib boʻlingan.",
    remedy:
      "POST /api/auth/login ni qaytadan yuboring va yangi mfa_token bilan kodni darrov POST /api/auth/2fa/login ga joʻnating.",
  },
  "auth.wrong_code": {
    meaning: "Kod notoʻgʻri yoki bir marta ishlatilgan: har bir kod faqat bir marta yaraydi.",
    remedy:
      "Ilovada keyingi kod chiqishini kuting va oʻshani yuboring. Yana mos kelmasa, telefon soatini tekshiring yoki zaxira kodini ishlating.",
  },
  "auth.wrong_password": {
    meaning: "Soʻrovdagi hozirgi parol notoʻgʻri. Parol va sozlamalar oʻzgarmadi.",
    remedy:
      "Parolni qayta tering: klaviatura tili va Caps Lock ni tekshiring. Esdan chiqqan boʻlsa, POST /api/auth/forgot-password yuboring.",
  },
  "auth.person_suspended": {
    meaning: "Hisob toʻxtatilgan: unga kirib boʻlmaydi, kirish maʼlumotlari esa toʻgʻri.",
    remedy: "Sababini tashkilotingiz administratoridan soʻrang yoki bizga yozing.",
  },
  "auth.role_too_high": {
    meaning: "Bu rolni faqat super administrator beradi yoki oladi. Rol oʻzgarmadi.",
    remedy: "Boshqa rol tanlang yoki bizga yozing.",
  },
  "auth.entitlements_fixed": {
    meaning:
      "Tarif va mahsulotlarni tashkilot oʻzi oʻzgartira olmaydi: buni super administrator qiladi. Boshqa maydonlar ham saqlanmadi.",
    remedy: "Soʻrovdan errors koʻrsatgan maydonlarni olib tashlang; tarif yoki mahsulot kerak boʻlsa, bizga yozing.",
  },
};
