/** Security, status, changelog: what one looks at before trusting a service. */
export const trust = {
  security: {
    title: "Xavfsizlik",
    description: "AI Foundry maʼlumotlarni qanday himoya qiladi: shifrlash, kirish, audit, maxfiylik.",
    lead: "Quyidagilarning har biri kodda bor va testlar bilan tekshiriladi. Yoʻl xaritasi emas, bugungi holat.",
    groups: [
      {
        title: "Maʼlumotlar",
        points: [
          "Karta raqami qabul qilinmaydi: qaysi maydonda kelsa ham, soʻrov rad etiladi va raqam hech qayerga yozilmaydi.",
          "Shaxsiy maʼlumotlar AES-256-GCM konvertlarida saqlanadi; kalitlar xizmatni toʻxtatmasdan almashtiriladi.",
          "Har bir toʻlovchining oʻz kaliti bor. Maʼlumotini oʻchirish soʻralsa, kalit yoʻq qilinadi va konvertlarni hech kim ocholmaydi.",
          "Jurnallarga faqat identifikator, kod, son va vaqt yoziladi.",
        ],
      },
      {
        title: "Kirish",
        points: [
          "Parollar scrypt bilan saqlanadi; oson topiladiganlari qabul qilinmaydi, urinishlar sanaladi.",
          "Ikkinchi omil (TOTP) va zaxira kodlar. Tashkilot uni administratorlar yoki hamma uchun majburiy qila oladi; muhim amallarda kod qaytadan soʻraladi.",
          "Bekor qilingan kalit yoki seans bir soniya ichida ishlamay qoladi.",
          "Tashkilot qaysi tarmoqlardan foydalanishini oʻzi belgilaydi. Mashinalar OAuth2 orqali koʻpi bilan oʻn besh daqiqalik token oladi.",
          "Brauzer seansi skriptlar oʻqiy olmaydigan cookie fayllarida.",
        ],
      },
      {
        title: "Nazorat",
        points: [
          "Har bir oʻzgarish audit jurnaliga yoziladi. Yozuvlar zanjirga bogʻlangan, nazorat nuqtalari imzolanadi va oʻchirib boʻlmaydigan omborda turadi.",
          "Eksport qilingan jurnalni bizsiz, ochiq dastur bilan tekshirish mumkin.",
          "Qoidalarni oʻzgartirish uchun ikkinchi odam tasdigʻini talab qilish mumkin.",
        ],
      },
      {
        title: "Ajratish va tarmoq",
        points: [
          "Har bir soʻrov tashkilot boʻyicha cheklangan: boshqa tashkilotning obyekti mavjud emasdek javob beradi.",
          "Sinov muhiti alohida: unda boʻlgan narsa haqiqiy maʼlumotga tegmaydi.",
          "Vebhuklar Standard Webhooks boʻyicha imzolanadi (HMAC va Ed25519) va ichki manzillarga yuborilmaydi.",
          "Faqat HTTPS. Bu saytda begona skript yoʻq, satr ichidagi skriptlarni xavfsizlik siyosati taqiqlaydi.",
        ],
      },
      {
        title: "Maxfiylik",
        points: [
          "Odam haqida saqlangan hamma narsa soʻrov boʻyicha eksport qilinadi yoki oʻchiriladi.",
          "Har bir turdagi maʼlumotning saqlash muddati bor, muddati oʻtgani har kecha oʻchiriladi.",
        ],
      },
    ],
  },
  status: {
    title: "Xizmat holati",
    description: "AI Foundry xizmatlari hozir ishlayaptimi: brauzeringiz oʻlchagan javob.",
    lead: "Bu sahifa tarixni emas, hozirgi holatni koʻrsatadi: soʻrovlarni brauzeringiz yuboradi va javobni oʻzi oʻlchaydi. Har daqiqada yangilanadi.",
    parts: {
      platform: "Platforma",
      platformText: "Soʻrov qabul qiladi va risk modeli javob beradi",
      decisions: "Anti-Fraud AI qarorlari",
      decisionsText: "Sinov toʻloviga qaror chiqaradi",
    },
    up: "Ishlayapti",
    down: "Javob bermayapti",
    offline: "Internetingiz yoʻq",
    slowed: "Soʻrovlaringiz koʻp, birozdan keyin tekshiriladi",
    checking: "Tekshirilmoqda",
    took: "{ms} ms, tarmoq bilan birga",
    checkedAt: "Tekshirilgan vaqt: {time} (Toshkent)",
    again: "Hozir tekshirish",
    allUp: "Hamma xizmatlar ishlayapti",
    notAllUp: "Baʼzi xizmatlar javob bermayapti",
  },
  changelog: {
    title: "Oʻzgarishlar",
    description: "AI Foundry platformasida nima yangilandi: mahsulotlar, ilova, API va xavfsizlikdagi oʻzgarishlar.",
    lead: "Foydalanuvchilar sezadigan oʻzgarishlar, yangisidan boshlab.",
  },
};
