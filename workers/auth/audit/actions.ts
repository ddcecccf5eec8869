import type { Localized } from "#platform/i18n";

/** What the log tells of an action: its title, and what kind of thing its target is. */
type Action = { title: Localized; target: string };

/** Every action that code may write into the audit log. */
export const auditActions = {
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
  "factor.locked": {
    target: "user",
    title: {
      uz: "Notoʻgʻri kodlar sababli ikkinchi omil vaqtincha yopildi",
      ru: "Второй фактор временно закрыт из-за неверных кодов",
      en: "Second factor closed for a while after wrong codes",
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
  "api_key.created": {
    target: "api_key",
    title: { uz: "API kaliti yaratildi", ru: "API-ключ создан", en: "API key issued" },
  },
  "api_key.revoked": {
    target: "api_key",
    title: { uz: "API kaliti bekor qilindi", ru: "API-ключ отозван", en: "API key revoked" },
  },
  "api_key.listed": {
    target: "organization",
    title: { uz: "API kalitlari roʻyxati koʻrildi", ru: "Просмотрен список API-ключей", en: "API keys listed" },
  },
  "audit.read": {
    target: "organization",
    title: { uz: "Audit jurnali koʻrildi", ru: "Просмотрен журнал аудита", en: "Audit log read" },
  },
  "audit.exported": {
    target: "organization",
    title: { uz: "Audit jurnali yuklab olindi", ru: "Выгружен журнал аудита", en: "Audit log exported" },
  },
  "transaction.read": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya tafsilotlari koʻrildi",
      ru: "Просмотрены подробности транзакции",
      en: "Transaction details read",
    },
  },
  "transaction.exported": {
    target: "organization",
    title: { uz: "Qarorlar yuklab olindi", ru: "Выгружены решения", en: "Decisions exported" },
  },
  "analytics.rebuild_begun": {
    target: "analytics_rebuild",
    title: {
      uz: "Tahlil koʻrsatkichlarini qayta hisoblash boshlandi",
      ru: "Начат пересчёт аналитики",
      en: "Recount of the analytics begun",
    },
  },
  "transaction.decision_overridden": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya boʻyicha qaror qoʻlda oʻzgartirildi",
      ru: "Решение по транзакции изменено вручную",
      en: "Decision on a transaction overridden",
    },
  },
  "transaction.review_claimed": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvga olindi",
      ru: "Платёж взят на проверку",
      en: "Review of a payment claimed",
    },
  },
  "transaction.review_assigned": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvi xodimga topshirildi",
      ru: "Проверка платежа поручена сотруднику",
      en: "Review of a payment assigned",
    },
  },
  "transaction.review_released": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvidan voz kechildi",
      ru: "Проверка платежа возвращена в очередь",
      en: "Review of a payment released",
    },
  },
  "transaction.review_escalated": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvi yuqoriga uzatildi",
      ru: "Проверка платежа передана на уровень выше",
      en: "Review of a payment escalated",
    },
  },
  "transaction.review_noted": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruviga izoh yozildi",
      ru: "К проверке платежа добавлена заметка",
      en: "Note written beside a payment",
    },
  },
  "transaction.attachment_added": {
    target: "transaction",
    title: {
      uz: "Toʻlovga fayl biriktirildi",
      ru: "К платежу приложен файл",
      en: "File attached to a payment",
    },
  },
  "transaction.attachment_read": {
    target: "transaction",
    title: {
      uz: "Toʻlovga biriktirilgan fayl yuklab olindi",
      ru: "Скачан файл, приложенный к платежу",
      en: "File attached to a payment downloaded",
    },
  },
  "transaction.attachment_deleted": {
    target: "transaction",
    title: {
      uz: "Toʻlovga biriktirilgan fayl oʻchirildi",
      ru: "Удалён файл, приложенный к платежу",
      en: "File attached to a payment deleted",
    },
  },
  "transaction.review_read": {
    target: "transaction",
    title: {
      uz: "Toʻlov tekshiruvi koʻrildi",
      ru: "Просмотрена проверка платежа",
      en: "Review of a payment read",
    },
  },
  "transaction.verdict_undone": {
    target: "transaction",
    title: {
      uz: "Toʻlov boʻyicha xulosa bekor qilindi",
      ru: "Решение по платежу отменено",
      en: "Verdict on a payment undone",
    },
  },
  "transaction.payer_verified": {
    target: "transaction",
    title: {
      uz: "Toʻlovchini qoʻshimcha tekshirish natijasi keldi",
      ru: "Получен результат дополнительной проверки плательщика",
      en: "Result of asking a payer for proof received",
    },
  },
  "review_settings.changed": {
    target: "organization",
    title: {
      uz: "Toʻlovlarni tekshirish sozlamalari oʻzgartirildi",
      ru: "Изменены настройки проверки платежей",
      en: "Settings of the review changed",
    },
  },
  "transaction.labelled": {
    target: "transaction",
    title: {
      uz: "Tranzaksiya natijasi xabar qilindi",
      ru: "Сообщён исход транзакции",
      en: "Outcome of a transaction reported",
    },
  },
  "model.uploaded": {
    target: "model",
    title: { uz: "Model yuklandi", ru: "Модель загружена", en: "Model uploaded" },
  },
  "model.shadowed": {
    target: "model",
    title: {
      uz: "Model kuzatuv rejimiga oʻtkazildi",
      ru: "Модель переведена в теневой режим",
      en: "Model put in shadow",
    },
  },
  "model.put_on_canary": {
    target: "model",
    title: {
      uz: "Model toʻlovchilarning bir qismida ishga tushirildi",
      ru: "Модель включена для части плательщиков",
      en: "Model put on canary",
    },
  },
  "model.promoted": {
    target: "model",
    title: {
      uz: "Model asosiy model qilib belgilandi",
      ru: "Модель назначена основной",
      en: "Model promoted",
    },
  },
  "model.rolled_back": {
    target: "model",
    title: { uz: "Model qaytarib olindi", ru: "Модель отозвана", en: "Model rolled back" },
  },
  "list.created": {
    target: "list",
    title: { uz: "Roʻyxat yaratildi", ru: "Создан список", en: "List added" },
  },
  "list.changed": {
    target: "list",
    title: { uz: "Roʻyxat oʻzgartirildi", ru: "Список изменён", en: "List changed" },
  },
  "list.deleted": {
    target: "list",
    title: { uz: "Roʻyxat oʻchirildi", ru: "Список удалён", en: "List deleted" },
  },
  "list_entry.added": {
    target: "list_entry",
    title: { uz: "Roʻyxatga yozuv qoʻshildi", ru: "В список добавлена запись", en: "Entry put on a list" },
  },
  "list_entry.changed": {
    target: "list_entry",
    title: { uz: "Roʻyxatdagi yozuv oʻzgartirildi", ru: "Изменена запись списка", en: "Entry of a list changed" },
  },
  "list_entry.removed": {
    target: "list_entry",
    title: { uz: "Yozuv roʻyxatdan olib tashlandi", ru: "Запись удалена из списка", en: "Entry taken off a list" },
  },
  "list_entries.imported": {
    target: "list",
    title: {
      uz: "Roʻyxatga fayldan yozuvlar qoʻshildi",
      ru: "В список загружены записи из файла",
      en: "Entries put on a list from a file",
    },
  },
  "list_entries.exported": {
    target: "list",
    title: { uz: "Roʻyxat yuklab olindi", ru: "Список выгружен", en: "List exported" },
  },
  "block.created": {
    target: "block",
    title: {
      uz: "Karta, foydalanuvchi yoki qurilma bloklandi",
      ru: "Заблокированы карта, пользователь или устройство",
      en: "Card, user or device blocked",
    },
  },
  "block.lifted": {
    target: "block",
    title: { uz: "Bloklash bekor qilindi", ru: "Блокировка снята", en: "Block lifted" },
  },
  "alert_rule.created": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi yaratildi",
      ru: "Создано правило оповещения",
      en: "Alert rule created",
    },
  },
  "alert_rule.changed": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi oʻzgartirildi",
      ru: "Изменено правило оповещения",
      en: "Alert rule changed",
    },
  },
  "alert_rule.deleted": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi oʻchirildi",
      ru: "Удалено правило оповещения",
      en: "Alert rule deleted",
    },
  },
  "alert_rule.muted": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi vaqtincha jim qilindi",
      ru: "Правило оповещения временно заглушено",
      en: "Alert rule muted",
    },
  },
  "alert_rule.unmuted": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi yana xabar beradigan boʻldi",
      ru: "Правило оповещения снова сообщает",
      en: "Alert rule unmuted",
    },
  },
  "alert_rule.tested": {
    target: "alert_rule",
    title: {
      uz: "Ogohlantirish qoidasi boʻyicha sinov xabari yuborildi",
      ru: "Отправлено проверочное сообщение правила оповещения",
      en: "Test message of an alert rule sent",
    },
  },
  "alert.acknowledged": {
    target: "alert",
    title: {
      uz: "Ogohlantirish koʻrib chiqishga olindi",
      ru: "Оповещение принято в работу",
      en: "Alert acknowledged",
    },
  },
  "rule.created": {
    target: "rule",
    title: { uz: "Qoida qoʻshildi", ru: "Правило добавлено", en: "Rule added" },
  },
  "rule.changed": {
    target: "rule",
    title: { uz: "Qoida oʻzgartirildi", ru: "Правило изменено", en: "Rule changed" },
  },
  "rule.deleted": {
    target: "rule",
    title: { uz: "Qoida oʻchirildi", ru: "Правило удалено", en: "Rule deleted" },
  },
  "backtest.started": {
    target: "backtest",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash boshlandi",
      ru: "Запущена проверка правил на истории",
      en: "Backtest of rules started",
    },
  },
  "backtest.cancelled": {
    target: "backtest",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash toʻxtatildi",
      ru: "Проверка правил на истории остановлена",
      en: "Backtest of rules cancelled",
    },
  },
  "backtest.deleted": {
    target: "backtest",
    title: {
      uz: "Qoidalarni oʻtgan toʻlovlarda sinash natijasi oʻchirildi",
      ru: "Проверка правил на истории удалена",
      en: "Backtest of rules deleted",
    },
  },
  "rule.rolled_back": {
    target: "rule",
    title: {
      uz: "Qoida avvalgi holatiga qaytarildi yoki oʻchirib qoʻyildi",
      ru: "Правило возвращено к прежней версии или отключено",
      en: "Rule rolled back or switched off",
    },
  },
  "rule_proposal.created": {
    target: "rule_proposal",
    title: {
      uz: "Qoidani oʻzgartirish taklif qilindi",
      ru: "Предложено изменение правил",
      en: "Change of rules proposed",
    },
  },
  "rule_proposal.rejected": {
    target: "rule_proposal",
    title: {
      uz: "Qoidani oʻzgartirish taklifi rad etildi",
      ru: "Предложенное изменение правил отклонено",
      en: "Proposed change of rules turned down",
    },
  },
  "rule_proposal.withdrawn": {
    target: "rule_proposal",
    title: {
      uz: "Qoidani oʻzgartirish taklifi qaytarib olindi",
      ru: "Предложенное изменение правил отозвано",
      en: "Proposed change of rules withdrawn",
    },
  },
  "rule_snooze.created": {
    target: "rule_snooze",
    title: {
      uz: "Qoida bitta toʻlovchi uchun vaqtincha toʻxtatildi",
      ru: "Правило приостановлено для плательщика",
      en: "Rule snoozed for a payer",
    },
  },
  "rule_snooze.ended": {
    target: "rule_snooze",
    title: {
      uz: "Qoida toʻlovchi uchun yana kuchga kirdi",
      ru: "Правило снова действует для плательщика",
      en: "Snooze of a rule ended",
    },
  },
  "breaker.reset": {
    target: "breaker",
    title: {
      uz: "Qoida yoki modelga toʻlovlarni yana toʻxtatishga ruxsat berildi",
      ru: "Правилу или модели снова разрешено блокировать платежи",
      en: "Rule or model permitted to block again",
    },
  },
  "aggregate.created": {
    target: "aggregate",
    title: { uz: "Agregat qoʻshildi", ru: "Агрегат добавлен", en: "Aggregate added" },
  },
  "aggregate.changed": {
    target: "aggregate",
    title: { uz: "Agregat oʻzgartirildi", ru: "Агрегат изменён", en: "Aggregate changed" },
  },
  "aggregate.deleted": {
    target: "aggregate",
    title: { uz: "Agregat oʻchirildi", ru: "Агрегат удалён", en: "Aggregate deleted" },
  },
  "aggregate.backfilled": {
    target: "aggregate",
    title: {
      uz: "Agregatni saqlangan qarorlar boʻyicha toʻldirish boshlandi",
      ru: "Начато заполнение агрегата по сохранённым решениям",
      en: "Filling an aggregate in from stored decisions begun",
    },
  },
  "rule_policy.changed": {
    target: "organization",
    title: {
      uz: "Qoidalarni qoʻllash tartibi oʻzgartirildi",
      ru: "Изменён порядок применения правил",
      en: "How rules are applied was changed",
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
  "user.password_changed": {
    target: "user",
    title: { uz: "Parol almashtirildi", ru: "Пароль изменён", en: "Password changed" },
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
  "api_key.rotated": {
    target: "api_key",
    title: { uz: "API kaliti yangilandi", ru: "API-ключ заменён", en: "API key rotated" },
  },
  "api_key.networks_changed": {
    target: "api_key",
    title: {
      uz: "API kaliti uchun ruxsat etilgan tarmoqlar oʻzgartirildi",
      ru: "Изменены сети, из которых действует API-ключ",
      en: "Networks of an API key changed",
    },
  },
  "oauth_client.created": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi yaratildi", ru: "Создан клиент OAuth", en: "OAuth client created" },
  },
  "oauth_client.changed": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi oʻzgartirildi", ru: "Клиент OAuth изменён", en: "OAuth client changed" },
  },
  "oauth_client.secret_rotated": {
    target: "oauth_client",
    title: {
      uz: "OAuth mijozining maxfiy kaliti yangilandi",
      ru: "Секрет клиента OAuth заменён",
      en: "Secret of an OAuth client rotated",
    },
  },
  "oauth_client.revoked": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi bekor qilindi", ru: "Клиент OAuth отозван", en: "OAuth client revoked" },
  },
  "oauth_client.listed": {
    target: "organization",
    title: {
      uz: "OAuth mijozlari roʻyxati koʻrildi",
      ru: "Просмотрен список клиентов OAuth",
      en: "OAuth clients listed",
    },
  },
  "oauth_client.read": {
    target: "oauth_client",
    title: { uz: "OAuth mijozi maʼlumotlari koʻrildi", ru: "Просмотрен клиент OAuth", en: "OAuth client read" },
  },
  "oauth_token.revoked": {
    target: "oauth_token",
    title: {
      uz: "OAuth mijozi oʻz tokenini bekor qildi",
      ru: "Клиент OAuth отозвал свой токен",
      en: "Token revoked by its OAuth client",
    },
  },
  "webhook_delivery.replay_requested": {
    target: "webhook_delivery",
    title: {
      uz: "Vebxuk xabarini qayta yuborish soʻraldi",
      ru: "Запрошена повторная доставка события",
      en: "Replay of a webhook delivery requested",
    },
  },
  "webhook_endpoint.created": {
    target: "webhook_endpoint",
    title: { uz: "Vebxuk manzili qoʻshildi", ru: "Добавлен адрес вебхука", en: "Webhook endpoint added" },
  },
  "webhook_endpoint.changed": {
    target: "webhook_endpoint",
    title: { uz: "Vebxuk manzili oʻzgartirildi", ru: "Адрес вебхука изменён", en: "Webhook endpoint changed" },
  },
  "webhook_endpoint.deleted": {
    target: "webhook_endpoint",
    title: { uz: "Vebxuk manzili oʻchirildi", ru: "Адрес вебхука удалён", en: "Webhook endpoint removed" },
  },
  "webhook_endpoint.disabled": {
    target: "webhook_endpoint",
    title: { uz: "Vebxuk manzili toʻxtatildi", ru: "Адрес вебхука отключён", en: "Webhook endpoint disabled" },
  },
  "webhook_endpoint.keys_rotated": {
    target: "webhook_endpoint",
    title: { uz: "Vebxuk imzo kalitlari yangilandi", ru: "Ключи подписи вебхука заменены", en: "Webhook keys rotated" },
  },
  "webhook_endpoint.recovery_requested": {
    target: "webhook_endpoint",
    title: {
      uz: "Yetkazilmagan xabarlarni qayta yuborish soʻraldi",
      ru: "Запрошена повторная отправка недоставленных событий",
      en: "Recovery of webhook events requested",
    },
  },
  "webhook_endpoint.test_requested": {
    target: "webhook_endpoint",
    title: { uz: "Sinov xabari yuborildi", ru: "Отправлено тестовое событие", en: "Webhook test event sent" },
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
  "privacy.export_requested": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar nusxasi soʻraldi",
      ru: "Запрошена выгрузка личных данных",
      en: "Export of personal data requested",
    },
  },
  "privacy.exported": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar nusxasi tayyorlandi",
      ru: "Выгрузка личных данных готова",
      en: "Personal data exported",
    },
  },
  "privacy.export_downloaded": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar nusxasi yuklab olindi",
      ru: "Скачана выгрузка личных данных",
      en: "Export of personal data downloaded",
    },
  },
  "privacy.erasure_requested": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlarni yoʻq qilish soʻraldi",
      ru: "Запрошено уничтожение личных данных",
      en: "Erasure of personal data requested",
    },
  },
  "privacy.erased": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlar yoʻq qilindi",
      ru: "Личные данные уничтожены",
      en: "Personal data erased",
    },
  },
  "privacy.erasure_refused": {
    target: "privacy_request",
    title: {
      uz: "Shaxsiy maʼlumotlarni yoʻq qilish rad etildi",
      ru: "В уничтожении личных данных отказано",
      en: "Erasure of personal data refused",
    },
  },
  "privacy.requests_listed": {
    target: "organization",
    title: {
      uz: "Shaxsiy maʼlumotlarga oid soʻrovlar koʻrildi",
      ru: "Просмотрены запросы о личных данных",
      en: "Requests about personal data read",
    },
  },
  "keys.resealing_begun": {
    target: "seal_key",
    title: {
      uz: "Maʼlumotlarni yangi kalit bilan qayta shifrlash boshlandi",
      ru: "Начато перешифрование данных новым ключом",
      en: "Sealing by the newest key begun",
    },
  },
  "privacy.retention_changed": {
    target: "organization",
    title: {
      uz: "Maʼlumotlarni saqlash muddati oʻzgartirildi",
      ru: "Изменён срок хранения данных",
      en: "Retention of data changed",
    },
  },
  "user.joined": {
    target: "user",
    title: { uz: "Taklif qabul qilindi", ru: "Приглашение принято", en: "Invitation accepted" },
  },
} as const satisfies Record<string, Action>;

export type AuditAction = keyof typeof auditActions;

/** The title of an action in every language; undefined of one that older code wrote under a name that is gone. */
export const titleOf = (action: string): Localized | undefined =>
  (auditActions as Record<string, Action | undefined>)[action]?.title;
