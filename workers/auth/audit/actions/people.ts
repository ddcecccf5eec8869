import type { Action } from "./action.ts";

/** What happens to organisations, their people, what those share, and the sandbox. */
export const peopleActions = {
  "organization.registered": {
    target: "organization",
    title: {
      uz: "Tashkilot roʻyxatdan oʻtdi",
      ru: "Организация зарегистрирована",
      en: "Organisation registered",
    },
  },
  "user.seeded": {
    target: "user",
    title: {
      uz: "Namoyish foydalanuvchisi qoʻshildi",
      ru: "Добавлен демонстрационный пользователь",
      en: "Demo person added",
    },
  },
  "organization.networks_changed": {
    target: "organization",
    title: {
      uz: "Tashkilotga ruxsat berilgan tarmoqlar oʻzgartirildi",
      ru: "Изменены разрешённые сети организации",
      en: "Permitted networks of the organisation changed",
    },
  },
  "organization.created": {
    target: "organization",
    title: { uz: "Tashkilot yaratildi", ru: "Организация создана", en: "Organisation created" },
  },
  "organization.changed": {
    target: "organization",
    title: {
      uz: "Tashkilot maʼlumotlari oʻzgartirildi",
      ru: "Данные организации изменены",
      en: "Organisation changed",
    },
  },
  "user.profile_changed": {
    target: "user",
    title: { uz: "Profil oʻzgartirildi", ru: "Профиль изменён", en: "Profile changed" },
  },
  "user.role_changed": {
    target: "user",
    title: { uz: "Foydalanuvchi roli oʻzgartirildi", ru: "Роль пользователя изменена", en: "Role changed" },
  },
  "user.modules_changed": {
    target: "user",
    title: {
      uz: "Foydalanuvchiga ochiq mahsulotlar oʻzgartirildi",
      ru: "Изменены продукты, доступные пользователю",
      en: "Products of a person changed",
    },
  },
  "user.removed": {
    target: "user",
    title: { uz: "Foydalanuvchi oʻchirildi", ru: "Пользователь удалён", en: "Person removed" },
  },
  "user.suspended": {
    target: "user",
    title: { uz: "Foydalanuvchi hisobi toʻxtatildi", ru: "Пользователь приостановлен", en: "Person suspended" },
  },
  "user.activated": {
    target: "user",
    title: {
      uz: "Foydalanuvchi hisobi qayta yoqildi",
      ru: "Доступ пользователя восстановлен",
      en: "Person activated again",
    },
  },
  "user.listed": {
    target: "organization",
    title: {
      uz: "Platforma foydalanuvchilari roʻyxati koʻrildi",
      ru: "Просмотрен список пользователей платформы",
      en: "People of the platform listed",
    },
  },
  "view.shared": {
    target: "view",
    title: {
      uz: "Saqlangan koʻrinish tashkilotga ochildi",
      ru: "Сохранённый вид открыт организации",
      en: "Saved view shared with the organisation",
    },
  },
  "view.unshared": {
    target: "view",
    title: {
      uz: "Saqlangan koʻrinish tashkilotdan yopildi",
      ru: "Сохранённый вид больше не общий",
      en: "Saved view no longer shared",
    },
  },
  "user.password_changed": {
    target: "user",
    title: { uz: "Parol almashtirildi", ru: "Пароль изменён", en: "Password changed" },
  },
  "user.password_reset": {
    target: "user",
    title: { uz: "Parol xat orqali tiklandi", ru: "Пароль восстановлен по письму", en: "Password reset by mail" },
  },
  "user.email_verified": {
    target: "user",
    title: { uz: "Elektron pochta tasdiqlandi", ru: "Почта подтверждена", en: "E-mail confirmed" },
  },
  "user.invited": {
    target: "invitation",
    title: { uz: "Taklif yuborildi", ru: "Отправлено приглашение", en: "Person invited" },
  },
  "sandbox.clock_stopped": {
    target: "sandbox",
    title: { uz: "Sinov soati belgilandi", ru: "Тестовые часы установлены", en: "Test clock stopped at a time" },
  },
  "sandbox.clock_reset": {
    target: "sandbox",
    title: {
      uz: "Sinov soati haqiqiy vaqtga qaytarildi",
      ru: "Тестовые часы возвращены к реальному времени",
      en: "Test clock set back to real time",
    },
  },
  "sandbox.messages_read": {
    target: "sandbox",
    title: {
      uz: "Sinov rejimidagi xabarlar koʻrildi",
      ru: "Просмотрены сообщения тестового режима",
      en: "Messages of the sandbox read",
    },
  },
  "user.erased": {
    target: "user",
    title: {
      uz: "Foydalanuvchining shaxsiy maʼlumotlari yoʻq qilindi",
      ru: "Личные данные пользователя уничтожены",
      en: "Personal data of a person erased",
    },
  },
  "user.joined": {
    target: "user",
    title: { uz: "Taklif qabul qilindi", ru: "Приглашение принято", en: "Invitation accepted" },
  },
} as const satisfies Record<string, Action>;
