import type { Guidance } from "../guidance.ts";

/** Of people, sessions and requests. */
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
};
