/** The page of the organisation's security. */
export const security = {
  title: "Xavfsizlik",
  saved: "Saqlandi",
  policy: {
    title: "Ikki bosqichli kirish",
    label: "Kimdan talab qilinadi",
    submit: "Saqlash",
    choices: { optional: "Hech kimdan", admins: "Administratorlardan", everyone: "Hammadan" },
    notes: {
      optional: "Har kim oʻz xohishi bilan yoqadi.",
      admins: "Administratorlar ikkinchi omilni yoqmaguncha ishlay olmaydi.",
      everyone: "Hech bir xodim ikkinchi omilni yoqmaguncha ishlay olmaydi.",
    },
  },
  networks: {
    title: "Ruxsat berilgan tarmoqlar",
    body: "Xodimlar va kalitlar faqat shu tarmoqlardan ishlaydi. Oʻzgarish bir soniyada kuchga kiradi.",
    label: "Tarmoqlar",
    help: "Har qatorda bitta manzil yoki tarmoq, masalan 203.0.113.0/24. Oʻz manzilingiz ham roʻyxatda boʻlsin.",
    anywhere: "Roʻyxat boʻsh: istalgan manzildan ishlash mumkin.",
    wrong: "Manzil yoki tarmoq notoʻgʻri: 203.0.113.7 yoki 203.0.113.0/24 koʻrinishida yozing",
    ownHelp: "Hozirgi manzilingizni “Hisobim” sahifasidagi seanslarda koʻrasiz.",
    submit: "Roʻyxatni saqlash",
    openAll: "Istalgan manzildan ruxsat berish",
  },
};
