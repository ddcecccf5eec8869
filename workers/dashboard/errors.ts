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
