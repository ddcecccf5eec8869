/** The registration page. */
export const register = {
  title: "Tashkilotni roʻyxatdan oʻtkazish",
  description: "AI Foundry platformasida tashkilotingiz uchun sinov hisobini oching.",
  lead: "Sinov tashkiloti darhol ochiladi, siz uning administratori boʻlasiz. Toʻlov maʼlumotlari soʻralmaydi.",
  organization: "Tashkilot nomi",
  organizationMissing: "Tashkilot nomini yozing",
  organizationWrong: "Nom 200 belgidan uzun boʻlmaydi",
  phoneHelp: "Xalqaro koʻrinishda: +998 90 123 45 67",
  products: "Mahsulotlar",
  productsMissing: "Kamida bitta mahsulotni belgilang",
  submit: "Hisob ochish",
  sending: "Hisob ochilmoqda",
  refused: "Hisob ochilmadi, hech narsa saqlanmadi. Birozdan keyin qayta urining.",
  known: "Hisobingiz bormi?",
  invited: "Hamkasbingiz taklif yuborgan boʻlsa, xatdagi havoladan kiring: shunda uning tashkilotiga qoʻshilasiz.",
  kept: "Siz haqingizda nima va qancha saqlanadi",
};
