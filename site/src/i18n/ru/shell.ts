import type { Dictionary } from "../uz.ts";

export const shell: Dictionary["shell"] = {
  search: "Поиск и переход",
  palette: {
    title: "Команды",
    placeholder: "Страница, действие или номер платежа",
    pages: "Страницы",
    actions: "Действия",
    go: "Перейти",
    transaction: "Открыть платёж {id}",
    nothing: "Ничего не найдено",
    language: "Язык: {name}",
    theme: "Оформление: {name}",
    signOut: "Выйти",
  },
  keys: {
    title: "Клавиатура",
    open: "Сочетания клавиш",
    everywhere: "На всех страницах",
    page: "На этой странице",
    palette: "команды и поиск",
    list: "этот список",
    go: "перейти: {page}",
  },
  offline: "Нет интернета. Данные на экране могли устареть, введённое вами сохранится.",
  signIn: {
    title: "Сеанс закончился",
    body: "Введите пароль и продолжайте с того же места. Всё, что вы ввели на странице, на месте.",
    leave: "Войти под другим именем",
  },
  account: "Учётная запись",
  allPages: "Все страницы",
  products: "Продукты",
  nav: "Приложение",
};
