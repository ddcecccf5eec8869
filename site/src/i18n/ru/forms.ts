import type { Dictionary } from "../uz.ts";

export const forms: Dictionary["forms"] = {
  email: "Электронная почта",
  password: "Пароль",
  show: "Показать",
  hide: "Скрыть",
  emailMissing: "Укажите рабочую почту, например imya@bank.uz",
  emailWrong: "Адрес должен быть вида imya@bank.uz",
  passwordMissing: "Введите пароль",
  passwordHelp: "От 8 до 128 знаков. Заглавные буквы и цифры не обязательны.",
  passwordShort: "В пароле должно быть не меньше 8 знаков",
  passwordLong: "Пароль не бывает длиннее 128 знаков",
  fullName: "Имя и фамилия",
  fullNameMissing: "Укажите имя и фамилию",
  fullNameWrong: "Имя не бывает длиннее 200 знаков",
  phone: "Телефон",
  phoneWrong: "Номер должен быть вида +998 90 123 45 67",
  tooMany: "Слишком много попыток. Повторите через {seconds} с.",
  tooManySoon: "Слишком много попыток. Повторите через минуту.",
  offline: "Нет интернета. Введённое сохранено — нажмите ещё раз, когда связь появится.",
  server: "Сервис не ответил. Введённое сохранено — нажмите ещё раз чуть позже.",
};
