/** What every form says. */
export const forms = {
  email: "Elektron pochta",
  password: "Parol",
  show: "Koʻrsatish",
  hide: "Yashirish",
  emailMissing: "Ish pochtangizni yozing, masalan ism@bank.uz",
  emailWrong: "Manzil ism@bank.uz koʻrinishida boʻlishi kerak",
  passwordMissing: "Parolni yozing",
  passwordHelp: "8 tadan 128 tagacha belgi. Katta harf yoki raqam shart emas.",
  passwordShort: "Parol kamida 8 belgidan iborat boʻlsin",
  passwordLong: "Parol 128 belgidan uzun boʻlmaydi",
  tooMany: "Urinishlar juda koʻp. {seconds} soniyadan keyin qayta urining.",
  tooManySoon: "Urinishlar juda koʻp. Bir daqiqadan keyin qayta urining.",
  offline: "Internet yoʻq. Yozganlaringiz joyida, ulanish tiklangach qayta bosing.",
  server: "Xizmat javob bermadi. Yozganlaringiz joyida, birozdan keyin qayta bosing.",
};
