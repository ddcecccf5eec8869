import type { Dictionary } from "../uz.ts";

export const signIn: Dictionary["signIn"] = {
  title: "Вход в панель",
  submit: "Войти",
  sending: "Проверяем",
  refused: "Войти не получилось. Повторите чуть позже.",
  code: "Код",
  codeHelp: "Шесть цифр из приложения-аутентификатора или резервный код.",
  codeMissing: "Введите код из приложения",
  codeExpired: "Время истекло. Введите пароль ещё раз.",
  back: "Назад",
  forgotten: "Забыли пароль?",
  ask: "Нет учётной записи? Обратитесь к администратору вашей организации.",
};
