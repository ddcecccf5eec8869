export const signIn = {
  title: "Panelga kirish",
  submit: "Kirish",
  sending: "Tekshirilmoqda",
  refused: "Kirib boʻlmadi. Birozdan keyin qayta urining.",
  code: "Kod",
  codeHelp: "Autentifikator ilovasidagi olti raqam yoki zaxira kod.",
  codeMissing: "Ilovadagi kodni yozing",
  codeExpired: "Vaqt tugadi. Parolni qaytadan yozing.",
  back: "Orqaga",
  forgotten: "Parolni unutdingizmi?",
  ask: "Hisobingiz yoʻqmi? Tashkilotingiz administratoriga murojaat qiling.",
  register: "Tashkilotni roʻyxatdan oʻtkazish",
};
