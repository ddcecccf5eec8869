import type { Guidance } from "../guidance.ts";

/** Of models, alerts, files and exports. */
export const modelsUz: Record<string, Guidance> = {
  "antifraud.model_conflict": {
    meaning:
      "Model hozirgi holatidan bu bosqichga oʻta olmaydi: sababi va mumkin boʻlgan holatlar detail da. Hech narsa oʻzgarmadi.",
    remedy:
      "Tartib shunday: kuzatuv (shadow), keyin ulush (canary), keyin asosiy. Joy band boʻlsa, avval oʻsha modelni POST /api/antifraud/models/{id}/rollback bilan qaytaring.",
  },
  "antifraud.model_version_taken": {
    meaning:
      "Shu version bilan boshqa model yuklangan: uning fayli yoki ball shkalasi farq qiladi. Yangisi qabul qilinmadi.",
    remedy: "Manifestda version ni oshiring va qayta yuklang. Aynan oʻsha fayl qayta yuborilsa, xato boʻlmaydi.",
  },
  "antifraud.model_refused": {
    meaning:
      "Model tekshiruvdan oʻtmadi: errors manifestning yoki grafning qaysi joyi mos emasligini aytadi. Model saqlanmadi.",
    remedy:
      "Koʻrsatilgan joylarni tuzatib, qayta eksport qiling. Fayl {most_model_mb} MB dan oshmasin, belgilar tartibi esa xizmatnikidek boʻlsin.",
  },
  "antifraud.too_many_alert_rules": {
    meaning: "Tashkilotda {most_alert_rules} tagacha ogohlantirish qoidasi boʻladi. Yangisi yaratilmadi.",
    remedy: "Keraksizini oʻchiring (DELETE /api/antifraud/alerts/rules/{rule_id}) yoki borini oʻzgartiring.",
  },
  "antifraud.alert_rule_silent": {
    meaning:
      "Ogohlantirish qoidasida hech kim koʻrsatilmagan: sinov xabarini yuboradigan manzil yoʻq. Hech narsa yuborilmadi.",
    remedy: "Qoidaga pochta, telefon yoki Slack manzilini qoʻshing, keyin sinov xabarini qayta yuboring.",
  },
  "antifraud.too_many_attachments": {
    meaning: "Bitta toʻlovga {most_attachments} tagacha fayl biriktiriladi, va ular toʻlgan. Bu fayl saqlanmadi.",
    remedy: "Keraksiz faylni oʻchiring yoki bir nechta rasmni bitta PDF ga birlashtiring.",
  },
  "antifraud.attachment_refused": {
    meaning:
      "Faylni biriktirib boʻlmaydi: errors sababini aytadi. PDF, PNG, JPEG, WebP, CSV va UTF-8 matn qabul qilinadi, koʻpi bilan {most_file_mb} MB; turi nomiga qarab emas, ichidagiga qarab aniqlanadi.",
    remedy: "Faylni shu turlardan biriga oʻtkazing yoki kichraytiring. Matn va CSV da karta raqami boʻlmasin.",
  },
  "antifraud.reviewer_not_permitted": {
    meaning:
      "assignee da koʻrsatilgan odam toʻlovlarni tekshira olmaydi: bunday odam tashkilotda yoʻq, hisobi toʻxtatilgan yoki review:transactions ruxsati yoʻq. Tekshiruv hech kimga biriktirilmadi.",
    remedy:
      "Boshqa odamni tanlang yoki administratordan unga fraud_analyst roli kabi shu ruxsatli rol berishni soʻrang.",
  },
  "antifraud.export_too_large": {
    meaning:
      "Tanlangan davrda {most_export_rows} tadan koʻp qaror bor, bitta faylga esa shuncha sigʻadi. Fayl tuzilmadi.",
    remedy: "from va to orasini qisqartiring yoki filtr qoʻshing va bir nechta faylga boʻlib oling.",
  },
  "antifraud.labels_unavailable": {
    meaning:
      "Xabarlar saqlandi, lekin hali hammaga yetib bormadi: ular taʼsir qiladigan tomonlardan biri javob bermadi.",
    remedy:
      "Xuddi shu soʻrovni bir necha soniyadan keyin qayta yuboring: source_id tufayli hech narsa ikki marta hisoblanmaydi.",
  },
  "antifraud.attachment_not_yours": {
    meaning: "Faylni faqat uni biriktirgan odam yoki administrator oʻchira oladi. Fayl joyida qoldi.",
    remedy: "Oʻsha odamdan yoki administratordan soʻrang.",
  },
};
