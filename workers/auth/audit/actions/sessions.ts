import type { Action } from "./action.ts";

/** What happens to sessions and second factors. */
export const sessionActions = {
  "factor.locked": {
    target: "user",
    title: {
      uz: "Notoʻgʻri kodlar sababli ikkinchi omil vaqtincha yopildi",
      ru: "Второй фактор временно закрыт из-за неверных кодов",
      en: "Second factor closed for a while after wrong codes",
    },
  },
  "session.opened": { target: "user", title: { uz: "Tizimga kirildi", ru: "Выполнен вход", en: "Signed in" } },
  "session.ended": { target: "session", title: { uz: "Seans tugatildi", ru: "Сеанс завершён", en: "Session ended" } },
  "session.others_ended": {
    target: "user",
    title: { uz: "Boshqa seanslar tugatildi", ru: "Остальные сеансы завершены", en: "Other sessions ended" },
  },
  "session.refresh_reused": {
    target: "session",
    title: {
      uz: "Yangilash tokeni takror ishlatildi, seans tugatildi",
      ru: "Повторно использован токен обновления, сеанс завершён",
      en: "Refresh token used again, session ended",
    },
  },
  "factor.activated": {
    target: "user",
    title: { uz: "Ikki bosqichli kirish yoqildi", ru: "Включён второй фактор", en: "Second factor turned on" },
  },
  "factor.backup_codes_renewed": {
    target: "user",
    title: { uz: "Zaxira kodlar yangilandi", ru: "Резервные коды обновлены", en: "Backup codes renewed" },
  },
  "factor.removed": {
    target: "user",
    title: { uz: "Ikki bosqichli kirish oʻchirildi", ru: "Второй фактор отключён", en: "Second factor turned off" },
  },
} as const satisfies Record<string, Action>;
