/** Security, personal data, status, changelog: what one looks at before trusting a service. */
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
    report: {
      title: "Zaiflik topsangiz",
      text: "Xavfsizlikdagi nuqson haqida shu manzilga yozing. Oʻsha manzil security.txt faylida ham bor (RFC 9116).",
    },
  },
  privacy: {
    title: "Shaxsiy maʼlumotlar",
    description:
      "AI Foundry kim haqida nimani, qancha vaqt va qayerda saqlaydi, kim koʻradi, nusxa olish yoki oʻchirish qanday soʻraladi.",
    lead: "Bu sahifada mahsulotning oʻzi qanday ishlashi yozilgan: jadval kodning oʻzidan olinadi. Bu shartnoma emas va uning oʻrnini bosmaydi.",
    ask: {
      title: "Nusxa olish va oʻchirish",
      points: [
        "Ilovaga kirsangiz, hisobingiz sahifasida oʻzingiz haqingizdagi hamma narsani fayl qilib olasiz. Hisobni oʻchirishni tashkilotingiz administratoridan soʻraysiz.",
        "Toʻlovingiz tekshirilgan boʻlsa, toʻlagan bankingiz yoki doʻkoningizga murojaat qiling: biz sizni faqat ular bergan identifikator bilan bilamiz. Ular maʼlumotni ilovada yoki API orqali eksport qiladi yoki oʻchiradi.",
        "Tayyor nusxani yetti kun davomida yuklab olish mumkin. Oʻchirishda kalit yoʻq qilinadi va buni qaytarib boʻlmaydi; nima qolishi quyidagi jadvalda yozilgan.",
        "Bu yoʻllardan hech biri toʻgʻri kelmasa, bizga yozing.",
      ],
      account: "Hisob sahifasi",
      guide: "Tashkilotlar uchun qoʻllanma",
    },
    place: {
      title: "Qayerda",
      points: [
        "Maʼlumotlar Cloudflare xizmatlarida turadi: D1 maʼlumotlar bazasi, Durable Objects va R2 ombori. Kodda mamlakat belgilanmagan, joyni Cloudflare tanlaydi.",
        "Xatlar SendGrid, SMS esa Eskiz yoki Play Mobile orqali ketadi: ularga manzil yoki raqam va matn beriladi.",
        "Tashkilot vebhuk yoki Slack ulasa, xabarlar oʻzi koʻrsatgan manzilga boradi.",
        "Brauzeringizda kirganingizdan keyin seans cookie fayllari, shuningdek tanlangan koʻrinish va jadval sozlamalari turadi. Reklama va kuzatuv skriptlari yoʻq.",
      ],
    },
    sight: {
      title: "Kim koʻradi",
      points: [
        "Toʻlovlarni faqat oʻsha tashkilot xodimlari, roli ruxsat bergan darajada koʻradi.",
        "Platforma administratorlarimiz tashkilotlarni, foydalanuvchilarning ismi, pochtasi va rolini koʻradi va hisobni toʻxtata oladi. Boshqa tashkilotning toʻlovlari ularga ham ochilmaydi.",
        "Har bir toʻlovchining maʼlumoti oʻz kaliti bilan shifrlangan. Xizmat jurnallariga shaxsiy maʼlumot yozilmaydi.",
      ],
    },
    kept: {
      title: "Nima va qancha vaqt",
      whom: "Kim haqida",
      about: { person: "ilova foydalanuvchisi", payer: "toʻlovchi", card: "karta", organization: "tashkilot" },
    },
  },
  status: {
    title: "Xizmat holati",
    description: "AI Foundry xizmatlari hozir ishlayaptimi: brauzeringiz oʻlchagan javob.",
    lead: "Bu sahifa tarixni emas, hozirgi holatni koʻrsatadi: soʻrovlarni brauzeringiz yuboradi va javobni oʻzi oʻlchaydi. Har daqiqada yangilanadi.",
    parts: {
      decisions: "Toʻlovlar boʻyicha qarorlar",
      decisionsText: "Model va qaror chiqaruvchi obyekt javob beradi, sinov toʻloviga qaror chiqadi",
      data: "Kirish va roʻyxatlar",
      dataText: "Hisoblar, qarorlar, qoidalar va tekshiruvlar turadigan maʼlumotlar bazasi oʻqiladi",
      messages: "Vebhuk va xabarnomalar",
      messagesText: "Vebhuk, xat va SMSlarni yetkazadigan navbat javob beradi",
      files: "Fayllar",
      filesText: "Toʻlovga biriktirilgan fayllar ombori javob beradi",
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
