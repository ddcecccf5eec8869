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
