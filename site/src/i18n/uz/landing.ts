import type { Plural } from "../fill.ts";

export const landing = {
  title: "AI Foundry — bank va fintexlar uchun sunʼiy intellekt platformasi",
  description:
    "Toʻlovga bir soʻrovda qaror: oʻtkazish, tekshirish yoki toʻxtatish. Har bir qarorning sababi koʻrinib turadi.",
  lead: "Bank, mikromoliya va fintexlar uchun sunʼiy intellekt xizmatlari bitta hisob, bitta API va bitta panelda. Anti-Fraud AI har bir toʻlovga mijoz javob kutib turgan paytning oʻzida qaror chiqaradi va nega shunday qilganini aytadi.",
  start: "Sinov hisobini ochish",
  read: "Hujjatlarni oʻqish",
  ledger: {
    places: { tashkent: "Toshkent", dubai: "Dubay" },
    devices: { own: "oʻz telefoni", new: "yangi telefon" },
    title: "Bitta mijozning olti toʻlovi",
    recorded: "Ishlab turgan xizmatning oldindan yozib olingan javoblari.",
    live: "Oltala toʻlovga ishlab turgan xizmat hozirgina javob berdi. Hech narsa saqlanmadi.",
    note: "500 dan past ball oʻtadi, 500 dan 800 gacha odam koʻradi, 800 dan yuqorisi toʻxtatiladi.",
    payment: "Toʻlov",
    amount: "Summa",
    score: "Xavf bali",
    decision: "Qaror",
  },
  values: {
    title: "Nima uchun bitta platforma",
    items: [
      {
        term: "Yagona ekotizim",
        text: "Hamma mahsulot bir xil foydalanuvchilar, rollar va API kalitlari bilan ishlaydi. Birini ulagan jamoa ikkinchisini noldan oʻrganmaydi.",
      },
      {
        term: "Xarajatni kamaytirish",
        text: "Har bir tekshirilgan toʻlov {transaction}, har bir qoʻngʻiroq {call}. Ikkala mahsulot birga olinsa, hisob {discount} kamayadi.",
      },
      {
        term: "Oson integratsiya",
        text: "Hamma maydon OpenAPI 3.1 da yozilgan. Xatolar uch tilda qaytadi va qaysi maydon notoʻgʻri ekanini aytadi, qiymatini esa takrorlamaydi.",
      },
      {
        term: "Yagona tahlil",
        text: "Qarorlar jonli oqimda koʻrinadi. Har birining ortida belgilar, qoidalar va model bahosi toʻliq saqlanadi va istalgan payt ochiladi.",
      },
      {
        term: "Korporativ xavfsizlik",
        text: "Shaxsiy maʼlumotlar AES-256-GCM bilan muhrlanadi, karta raqami umuman qabul qilinmaydi, har bir tashkilot faqat oʻz maʼlumotini koʻradi.",
      },
    ],
  },
  products: {
    title: "Mahsulotlar",
    antifraud: {
      text: "Toʻlovga 0 dan 1000 gacha ball qoʻyadi va qaror chiqaradi: oʻtkazish, tekshirish yoki toʻxtatish. Karta, odam, qurilma, IP manzil va savdo nuqtasining odatini eslab qoladi.",
      points: [
        "Tushunarli sabablar va tavsiya etilgan harakat",
        "Qoidalar va oʻrgatilgan model birga ishlaydi",
        "Jonli qarorlar paneli, butun dalillari bilan",
      ],
    },
    roadmapTitle: "Platformaning keyingi mahsulotlari",
    bankcall:
      "Mijozlarga oʻzbek, rus va ingliz tillarida avtomatik qoʻngʻiroq: toʻlov muddatini eslatish, balansni aytish, fikr soʻrash.",
    marketplace: "Bitta mahsulot tavsifidan Uzum, Wildberries, Yandex Market va Ozon uchun tayyor kartochkalar.",
  },
  pricing: {
    title: "Narxlar",
    usage: "Ishlatilganiga qarab",
    product: "Mahsulot",
    unitPrice: "Birlik narxi",
    included: "Narxga kiradi, oyiga",
    minimum: "Oylik eng kam toʻlov",
    perTransaction: "{price} / toʻlov",
    perCall: "{price} / qoʻngʻiroq",
    transactions: "{count} toʻlov",
    calls: "{count} qoʻngʻiroq",
    bundle: "Ikkala mahsulot birga olinsa, umumiy hisobdan {discount} chegiriladi.",
    monthly: "Oylik tariflar",
    tierNames: { starter: "Starter", business: "Business", enterprise: "Enterprise" },
    perMonth: "oyiga",
    unlimitedCalls: "Cheklanmagan qoʻngʻiroq",
    unlimitedTransactions: "Cheklanmagan toʻlov",
    custom: "Kelishuv asosida",
    choose: "Hajmingiz boʻyicha narxni hisoblash",
    adds: "Har bir kalit soatiga {requests} ta soʻrov yuborishi mumkin, savollarga {hours} javob beriladi.",
    addsUnlimited: "Soʻrovlar soni cheklanmagan, savollarga {hours} javob beriladi.",
    trial: "Sinov davri",
    trialText:
      "Roʻyxatdan oʻtishingiz bilan ochiladi: toʻlov maʼlumoti soʻralmaydi, muddati belgilanmagan. Soatiga har bir kalitga {key} ta, barcha foydalanuvchilarga birgalikda {people} ta soʻrov; sinov muhitida esa alohida {sandbox} ta.",
  },
  support: {
    title: "Qoʻllab-quvvatlash",
    answer: "Javob vaqti",
    hours: { one: "{count} soat ichida", other: "{count} soat ichida" } as Plural,
    tiers: {
      starter: ["Elektron pochta", "Hujjatlar"],
      business: ["Elektron pochta va chat", "Video qoʻngʻiroq", "Har chorakda natijalar koʻrigi"],
      enterprise: [
        "Sutka davomida, dam olish kunlarisiz",
        "Shaxsiy menejer",
        "Alohida integratsiya",
        "Joyiga borib oʻqitish",
      ],
    },
  },
};
