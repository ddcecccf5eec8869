import type { Guidance } from "../guidance.ts";

/** Of payments, reviews, the dashboard, personal data and webhooks. */
export const servicesUz: Record<string, Guidance> = {
  "antifraud.transaction_conflict": {
    meaning:
      "Shu transaction_id bilan avval boshqa maʼlumotli toʻlov yuborilgan. Birinchi qaror oʻz kuchida, yangi maʼlumot hisobga olinmadi.",
    remedy:
      "Bu yangi toʻlov boʻlsa, unga yangi transaction_id bering. Takroriy urinish boʻlsa, tanani oʻzgartirmay yuboring.",
  },
  "antifraud.review_held": {
    meaning:
      "Bu toʻlovni boshqa xodim tekshiruvga olgan va muddati hali tugamagan. Kim va qachongacha ekani detail maydonida. Hech narsa oʻzgarmadi.",
    remedy:
      "Navbatdagi keyingi toʻlovni oling yoki oʻsha vaqtgacha kuting: oxirgi uzaytirishdan 15 daqiqa oʻtgach toʻlov oʻzi boʻshaydi. Hamkasbingizga aytadigan gapingiz boʻlsa, izoh qoldiring.",
  },
  "antifraud.review_closed": {
    meaning:
      "Bu toʻlov boʻyicha xulosa allaqachon berilgan: kim, qachon va qanday xulosa bergani detail maydonida. Soʻrovingiz hech narsani oʻzgartirmadi.",
    remedy:
      "Xulosani faqat uni bergan xodim va faqat oʻn soniya ichida bekor qila oladi. Keyinroq boshqacha boʻlib chiqsa, buni /api/antifraud/labels orqali xabar qiling.",
  },
  "antifraud.verdict_not_undoable": {
    meaning:
      "Bu toʻlov boʻyicha hali bekor qilsa boʻladigan xulosangiz yoʻq: oʻn soniya oʻtib ketgan yoki xulosani siz bermagansiz.",
    remedy: "Xulosa allaqachon yetkazilgan. Toʻlov aslida qanday boʻlganini /api/antifraud/labels orqali xabar qiling.",
  },
  "antifraud.verification_conflict": {
    meaning:
      "Shu reference bilan avval boshqa natija yoki boshqa toʻlovning natijasi qabul qilingan. U oʻz kuchida qoladi.",
    remedy:
      "Toʻlovchini tekshirishning har bir urinishiga alohida reference bering, soʻrovni esa faqat oʻzgartirmay takrorlang.",
  },
  "antifraud.unknown_currency": {
    meaning:
      "currency maydonidagi valyuta uchun kursimiz yoʻq, shuning uchun summani baholab boʻlmadi. Qaror chiqarilmadi.",
    remedy: "ISO 4217 kodini tekshiring, masalan UZS, USD, EUR. Valyuta toʻgʻri boʻlsa, requestId bilan bizga yozing.",
  },
  "antifraud.decision_unavailable": {
    meaning:
      "Toʻlovchi holatini oʻqib boʻlmadi, shuning uchun qaror chiqarilmadi. Toʻlov oʻtkazilgan deb hisoblanmaydi.",
    remedy:
      "Xuddi shu soʻrovni oʻzgartirmay bir necha soniyadan keyin qayta yuboring: transaction_id uni ikki marta hisoblashdan saqlaydi.",
  },
  "dashboard.ticket_refused": {
    meaning:
      "Jonli oqim chiptasi yoʻq, eskirgan yoki ishlatib boʻlingan. Chipta bir marta, yarim daqiqa ichida yaraydi.",
    remedy: "POST /api/dashboard/live-feed/tickets orqali yangi chipta oling va darrov ulaning.",
  },
  "dashboard.feed_full": {
    meaning: "Tashkilotingizda jonli oqimga besh mingta ulanish ochiq, bundan ortigʻi mumkin emas. Yangisi ochilmadi.",
    remedy:
      "Bir daqiqadan keyin qayta urining, ungacha GET /api/dashboard/live-feed/events orqali oʻqing. Sahifa yoki dasturlar ulanishlarni ochiq qoldirmayotganini tekshiring.",
  },
  "dashboard.origin_refused": {
    meaning: "Jonli oqimga boshqa sayt sahifasidan ulanishga urinildi.",
    remedy: "Panelning oʻz manzilidan foydalaning. Serveringizdan ulansangiz, Origin sarlavhasini yubormang.",
  },
  "privacy.own_account": {
    meaning: "Siz oʻz hisobingizni yoʻq qilishni soʻradingiz. Hech narsa oʻzgarmadi.",
    remedy: "Buni tashkilotingizning boshqa administratoridan soʻrang.",
  },
  "privacy.export_not_ready": {
    meaning: "Maʼlumotlar nusxasi hali tayyorlanmoqda.",
    remedy: "Soʻrov holati done boʻlguncha tekshirib turing, keyin yuklab oling.",
  },
  "privacy.export_expired": {
    meaning: "Nusxalar yetti kun saqlanadi va egasining maʼlumotlari yoʻq qilinsa, undan keyin qolmaydi.",
    remedy: "Yangi nusxani POST /api/privacy/export orqali soʻrang.",
  },
  "webhooks.endpoint_disabled": {
    meaning:
      "Oʻchirilgan manzilga hech narsa yuborilmaydi: uni egasi oʻchirgan, u 410 deb javob bergan yoki besh kun surunkasiga xabarlarni qabul qilmagan.",
    remedy:
      "Qabul qiluvchini tuzating, manzilni PUT soʻrovi bilan yoqing, soʻng POST …/recover siz aytgan paytdan beri oʻtkazib yuborilganini yuboradi.",
  },
  "webhooks.too_many_endpoints": {
    meaning: "Tashkilotda koʻpi bilan {most_endpoints} ta vebhuk manzili boʻladi. Manzil qoʻshilmadi.",
    remedy: "Keraksizini oʻchiring yoki bitta manzilni bir nechta hodisa turiga obuna qiling.",
  },
};
