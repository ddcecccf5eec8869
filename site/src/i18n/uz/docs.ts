export const docs = {
  title: "Hujjatlar",
  lead: "API bitta manzilda, hamma yoʻllari /api bilan boshlanadi. Soʻrov va javob JSON, xatolar application/problem+json.",
  steps: {
    title: "Birinchi qarorgacha uch qadam",
    signIn: "Tizimga kirib, token oling.",
    key: "Faqat toʻlov yubora oladigan API kalitini yarating. Kalit bir marta koʻrsatiladi.",
    submit: "Toʻlovni kalit bilan yuboring.",
  },
  reference: {
    title: "Maʼlumotnoma",
    openapi: "Hamma yoʻl, maydon va ruxsatlar, OpenAPI 3.1",
    errors: "Har bir xato kodi: nimani bildiradi va nima qilish kerak",
    model: "Ochiq maʼlumotlarda xavf modeli nimani topadi va eʼlon qilingan natijalar bilan taqqoslash",
  },
  model: {
    title: "Model qanday oʻlchanadi",
    lead: "Fraud Detection Handbook qoʻllanmasida 1,75 million modellashtirilgan toʻlov, sinov usuli va modellar natijasi eʼlon qilingan. Avval uning modellarini qayta ishga tushiramiz, keyin oʻzimiznikini oʻsha qatorlarda: bir hafta oʻqitish, bir hafta belgilar kelishini kutish, bir hafta sinov — toʻrt marta.",
    table: "Toʻrt sinov haftasining oʻrtachasi",
    model: "Model",
    precision: "Oʻrtacha aniqlik (AP)",
    cards: "Kartalar boʻyicha aniqlik @100",
    recall: "0,1 % yolgʻon signalda topilgan firibgarlik",
    auc: "AUC",
    published: "eʼlon qilinganlarning eng yaxshisi: XGBoost",
    ours: {
      week: "bizniki, bir haftada oʻqitilgan",
      history: "bizniki, butun tarixda oʻqitilgan",
      fast: "bizniki, belgilar haftada emas, bir kunda kelganda",
    },
    ceiling: "bir hafta kechikib bilish mumkin boʻlgan hamma narsani biladigan oraqul",
    meaning:
      "Farqni yana bitta model emas, belgilar va tez kelgan xabarlar beradi: firibgarlik xabari bir haftada emas, bir kunda yetib kelsa, toʻrtdan bir koʻproq holat topiladi. Uni POST /api/antifraud/labels qabul qiladi va u soniyalar ichida taʼsir qiladi.",
    honest:
      "Bu toʻlovlar modellashtirilgan, har kimning firibgarligi esa oʻziga xos. Ball kimnidir bloklashidan oldin modelni oʻz tarixingizda oʻqiting: buning uchun bitta buyruq yetarli.",
  },
  errors: {
    title: "Xatolar",
    lead: "Har bir xatoda code bor. Sarlavha Accept-Language tilida keladi, requestId ni murojaatda koʻrsating.",
    code: "Kod",
    status: "HTTP holati",
    meaning: "Nimani bildiradi",
    remedy: "Nima qilish kerak",
    titles: "Uch tildagi sarlavha",
    example: "Javob shunday koʻrinadi",
    all: "Hamma xatolar",
  },
};
