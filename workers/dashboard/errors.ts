import { defineProblem } from "#platform/problem";

export const ticketRefused = defineProblem({
  code: "dashboard.ticket_refused",
  status: 401,
  title: {
    uz: "Jonli oqim uchun yangi chipta oling",
    ru: "Получите новый билет для живой ленты",
    en: "Get a new ticket for the live feed",
  },
});
export const originRefused = defineProblem({
  code: "dashboard.origin_refused",
  status: 403,
  title: {
    uz: "Bu saytdan ulanib boʻlmaydi",
    ru: "Подключение с этого сайта запрещено",
    en: "This site may not connect",
  },
});
export const feedFull = defineProblem({
  code: "dashboard.feed_full",
  status: 503,
  title: {
    uz: "Jonli oqimni kuzatayotganlar juda koʻp, birozdan keyin urining",
    ru: "Живую ленту смотрит слишком много людей, повторите чуть позже",
    en: "Too many are watching the live feed, try again shortly",
  },
});
