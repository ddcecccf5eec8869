/** The page of the sandbox. */
export const sandbox = {
  title: "Sinov muhiti",
  clock: {
    title: "Soat",
    running: "yuryapti",
    stopped: "toʻxtatilgan",
    runningNote:
      "Sinov muhiti haqiqiy vaqt bilan ishlaydi. Keyingi kunlarda nima boʻlishini koʻrish uchun soatni oldinga suring.",
    stoppedNote:
      "Soatni surmaguningizcha yoki yurgizmaguningizcha sinov muhitida hamma narsa shu lahzada sodir boʻladi.",
    advance: "Oldinga surib toʻxtatish",
    steps: { hour: "1 soat", day: "1 kun", week: "7 kun", month: "30 kun" },
    run: "Soatni yurgizish",
    runs: "Soat yana haqiqiy vaqt bilan yuryapti",
    stoppedAt: "Soat toʻxtatildi: {time}",
    readOnly: "Soatni oʻzgartirish uchun write:sandbox ruxsati kerak. U tashkilotingiz administratorida bor.",
  },
  form: {
    label: "Yoki shu vaqtda toʻxtatish",
    help: "Toshkent vaqti boʻyicha. Soat orqaga yurmaydi; qaytadan boshlash uchun uni yurgizing.",
    submit: "Toʻxtatish",
    missing: "Kun va vaqtni tanlang",
    backwards: "Soat bundan keyingi vaqtni koʻrsatyapti: keyingi vaqtni tanlang yoki avval soatni yurgizing",
    tooLate: "Eng kech vaqt: {time}",
  },
  view: {
    title: "Bu oyna nimani koʻrsatadi",
    note: "Sinov rejimida qarorlar, qoidalar, roʻyxatlar va tekshiruvlar sahifalari sinov muhitini koʻrsatadi. Tanlov faqat shu oynaga tegishli.",
    mode: "Rejim",
    modes: { live: "Jonli", test: "Sinov" },
  },
  effect: {
    title: "Soat nimaga taʼsir qiladi",
    goes: "Shu soat boʻyicha",
    by: [
      "toʻlovlar: qabul vaqti, oynalar va belgilar",
      "firibgarlik haqidagi xabarlar, xulosalar va toʻlov qachon halol hisoblanishi",
      "tekshiruvlar: toʻlov qachon boʻshashi va muddati qachon tugashi",
    ],
    staysTitle: "Haqiqiy vaqt boʻyicha",
    stays: [
      "tokenlar, kalitlar va kvotalar",
      "audit jurnali va soʻrovlar jurnali",
      "vebhuklarni qayta yuborish, ularning vaqt belgisi va imzosi",
      "jonli rejimdagi hamma narsa",
    ],
  },
  links: {
    title: "Sinov muhitida",
    keys: "Sinov kalitlari",
    requests: "Sinov rejimidagi soʻrovlar jurnali",
    webhooks: "Sinov rejimidagi vebhuklar",
    guide: "Sinov muhiti qanday ishlaydi: qarorni belgilovchi summalar va boshqalar",
  },
};
