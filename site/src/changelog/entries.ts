import type { Language } from "../api-types.ts";

type Change = Record<Language, { title: string; text: string }>;

/** What users noticed, the latest day first. To tell of something, add it to the day on which it was deployed. */
export const entries: { day: string; changes: Change[] }[] = [
  {
    day: "2026-11-28",
    changes: [
      {
        uz: {
          title: "Qarorlarni butun tarixdan qidirish",
          text: "Soʻz, summa, toifa, qurilma, IP manzil, ishlagan qoida va natija boʻyicha filtr butun tarixdan qidiradi va topilganlar CSV yoki Excel boʻlib yuklab olinadi. Koʻrsatkich, ustun va qoida oʻz toʻlovlariga olib boradi, qatorlar sichqoncha ostida siljimaydi.",
        },
        ru: {
          title: "Поиск решений по всей истории",
          text: "Фильтры по слову, сумме, категории, устройству, IP-адресу, сработавшему правилу и исходу ищут по всей истории, а найденное скачивается в CSV или Excel. Показатели, столбцы графиков и правила ведут к своим платежам, строки не двигаются под мышью.",
        },
        en: {
          title: "Decisions are searched through their whole history",
          text: "Filters by word, amount, category, device, IP address, rule and outcome search the whole history, and what they find is downloaded as CSV or Excel. Figures, bars and rules lead to their payments, and rows stay still under the mouse.",
        },
      },
      {
        uz: {
          title: "Model kalibrlanishi",
          text: "Model sahifasida ball boʻyicha bashorat qilingan va topilgan firibgarlik yonma-yon turadi, roʻyxatda har bir modelning siljishi va aniqligi koʻrinadi.",
        },
        ru: {
          title: "Калибровка моделей",
          text: "На странице модели рядом стоят предсказанное и найденное мошенничество по баллам, а в списке у каждой модели видны дрейф и точность.",
        },
        en: {
          title: "Calibration of models",
          text: "A model’s page shows predicted and found fraud side by side by score, and the list shows drift and precision of every model.",
        },
      },
      {
        uz: {
          title: "Tarixda sinash ilovada",
          text: "Qoida qoralamasi oʻtgan toʻlovlarda quruvchining oʻzidan sinaladi: qaysi qarorlar oʻzgarardi, qancha firibgarlik va pul toʻxtatilardi, keyin aynan sinalgan matn amalga kiritiladi.",
        },
        ru: {
          title: "Прогоны на истории в приложении",
          text: "Черновик правила прогоняется на прошлых платежах прямо из конструктора: какие решения изменились бы, сколько мошенничества и денег было бы остановлено. Затем в силу вводится именно этот текст.",
        },
        en: {
          title: "Backtests in the application",
          text: "A draft of a rule is tried on past payments from the builder itself: which decisions would change, how much fraud and money would be stopped. Then exactly what was tried is published.",
        },
      },
      {
        uz: {
          title: "Soʻrovlar jurnali va sinov muhitining soati",
          text: "Kalitlar va OAuth mijozlarining oxirgi soʻrovlari xato kodi bilan koʻrinadi va curl buyrugʻi qilib nusxalanadi. Sinov muhitining soatini sahifaning oʻzida surish mumkin.",
        },
        ru: {
          title: "Журнал запросов и часы песочницы",
          text: "Последние запросы ключей и клиентов OAuth видны вместе с кодами ошибок и копируются командой curl. Часы песочницы переводятся прямо на странице.",
        },
        en: {
          title: "A request log, and the sandbox’s clock",
          text: "The last requests of keys and OAuth clients are shown with their problem codes and copied as curl. The sandbox’s clock is set on a page.",
        },
      },
    ],
  },
  {
    day: "2026-11-27",
    changes: [
      {
        uz: {
          title: "Saqlangan koʻrinishlar hamma qurilmada",
          text: "Roʻyxat filtri nom bilan saqlanadi, boshqa qurilmada ham turadi va xohishga koʻra tashkilotga ochiladi. Aloqa boʻlmasa ham saqlanadi.",
        },
        ru: {
          title: "Сохранённые виды на всех устройствах",
          text: "Фильтр списка сохраняется под именем, виден на других устройствах и по желанию открывается организации. Сохраняется и без связи.",
        },
        en: {
          title: "Saved views on every device",
          text: "A list’s filter is saved under a name, is there on every device, and is shared with the organisation if you like. Saving works offline too.",
        },
      },
      {
        uz: {
          title: "Platforma jamoasi uchun sahifalar",
          text: "Bosh administrator tashkilotlarni ochadi, tarif va mahsulotlarini oʻzgartiradi, istalgan hisobni toʻxtatadi va qayta yoqadi, oʻlchovlarni koʻradi.",
        },
        ru: {
          title: "Страницы для команды платформы",
          text: "Главный администратор открывает организации, меняет их тариф и продукты, приостанавливает и восстанавливает учётные записи, смотрит метрики.",
        },
        en: {
          title: "Pages for the team of the platform",
          text: "Super administrators open organisations, change their plan and products, suspend and activate accounts, and look at the metrics.",
        },
      },
      {
        uz: {
          title: "Roʻyxatdan oʻtish va ochiq sinov",
          text: "Tashkilotni saytning oʻzida roʻyxatdan oʻtkazish, mahsulot va hajm boʻyicha narxni hisoblash, hisob ochmasdan qaror olib koʻrish mumkin.",
        },
        ru: {
          title: "Регистрация и проба без учётной записи",
          text: "Организацию можно зарегистрировать прямо на сайте, цену — посчитать по продуктам и объёму, решение — получить без учётной записи.",
        },
        en: {
          title: "Registration, and a decision without an account",
          text: "Organisations register on the site, compute their price by products and volume, and try a decision without an account.",
        },
      },
      {
        uz: {
          title: "Ilova: umumiy sahifa, qarorlar, tekshiruv, toʻlov",
          text: "Tekshiruv navbati klaviaturadan yuritiladi. Toʻlov sahifasida ball nimadan yigʻilgani, xarita, bogʻliq toʻlovlar va mijoz tarixi koʻrinadi.",
        },
        ru: {
          title: "Приложение: обзор, решения, проверка, платёж",
          text: "Очередь проверки ведётся с клавиатуры. На странице платежа видно, из чего сложился балл, карта, связанные платежи и история клиента.",
        },
        en: {
          title: "The application: overview, decisions, review, payment",
          text: "The review queue is worked by keyboard. A payment’s page shows what made up its score, a map, linked payments and the customer’s history.",
        },
      },
      {
        uz: {
          title: "Roʻyxatlar, bloklar va Markaziy bank belgilari",
          text: "Nomlangan roʻyxatlar qoidalar qatori qaror qiladi. Karta, foydalanuvchi yoki qurilma vaqtincha bloklanadi. Markaziy bank belgilari tayyor qoida boʻlib keladi.",
        },
        ru: {
          title: "Списки, блокировки и признаки Центрального банка",
          text: "Именованные списки решают наравне с правилами. Карта, пользователь или устройство блокируются на время. Признаки Центрального банка есть готовыми правилами.",
        },
        en: {
          title: "Lists, blocks and the Central Bank’s signs",
          text: "Named lists decide beside the rules. Cards, users and devices are blocked for a time. The Central Bank’s signs come as ready rules.",
        },
      },
      {
        uz: {
          title: "Qoidalarning xavfsiz hayoti",
          text: "Qoida avval toʻlovlarning bir ulushida ishlaydi, ikkinchi odam tasdigʻini kutadi, bitta soʻrov bilan orqaga qaytadi; haddan koʻp toʻxtatsa, oʻzi toʻxtatiladi.",
        },
        ru: {
          title: "Безопасная жизнь правил",
          text: "Правило сначала работает на доле платежей, ждёт подтверждения второго человека и откатывается одним запросом; если останавливает слишком много, отключается само.",
        },
        en: {
          title: "A safe life for rules",
          text: "A rule first works on a share of payments, waits for a second person, and is rolled back by one call; one that blocks too much is stopped by itself.",
        },
      },
      {
        uz: {
          title: "Oʻz koʻrsatkichlaringiz va ogohlantirishlar",
          text: "Tashkilot oʻzi hisoblaydigan koʻrsatkichlarni qoidalarda ishlatadi. Ogohlantirish ulush, navbat yoki model siljishini kuzatadi va pochta, SMS yoki Slack orqali aytadi.",
        },
        ru: {
          title: "Свои показатели и оповещения",
          text: "Организация считает собственные показатели и использует их в правилах. Оповещения следят за долями, очередью и сдвигом модели и приходят по почте, SMS или в Slack.",
        },
        en: {
          title: "Figures of your own, and alerts",
          text: "Organisations count figures of their own and name them in rules. Alerts watch rates, the queue and drift, and tell by mail, SMS or Slack.",
        },
      },
      {
        uz: {
          title: "Jonli oqim va tejam hisobi",
          text: "Qarorlar uzilishlarsiz va takrorlarsiz jonli koʻrinadi. Tejam va qaytim formulasi hamda barcha kirish qiymatlari bilan koʻrsatiladi.",
        },
        ru: {
          title: "Живая лента и расчёт экономии",
          text: "Решения видны вживую, без пропусков и повторов. Экономия и окупаемость показаны с формулой и всеми исходными данными.",
        },
        en: {
          title: "Live feed and savings",
          text: "Decisions are seen live, without gaps or repeats. Savings and return are told with their formula and everything that it was fed.",
        },
      },
    ],
  },
  {
    day: "2026-11-21",
    changes: [
      {
        uz: {
          title: "Tekshiruv navbati, oʻz qoidalari va tahlil",
          text: "Toʻlovni olish, xulosa chiqarish, qaytarish va hisobot API orqali. Tashkilot oʻz qoidalarini yozadi va izsiz sinaydi. Qarorlar tahlil qilinadi va eksport qilinadi.",
        },
        ru: {
          title: "Очередь проверки, свои правила и аналитика",
          text: "Взять платёж, вынести вердикт, отменить и отчитаться можно по API. Организация пишет свои правила и пробует их без следа. Решения анализируются и выгружаются.",
        },
        en: {
          title: "Review queue, rules of your own, analytics",
          text: "Claims, verdicts, undo and figures by API. Organisations write rules and try them without a trace. Decisions are analysed and exported.",
        },
      },
      {
        uz: {
          title: "Sinov muhiti, vebhuklar, OAuth2",
          text: "Har bir tashkilotga sinov kalitlari va soati bilan alohida muhit. Imzolangan vebhuklar. Mashinalar uchun qisqa muddatli tokenlar.",
        },
        ru: {
          title: "Песочница, вебхуки, OAuth2",
          text: "У каждой организации — отдельная среда с тестовыми ключами и своими часами. Подписанные вебхуки. Короткие токены для машин.",
        },
        en: {
          title: "Sandbox, webhooks, OAuth2",
          text: "An environment of its own for every organisation, with test keys and a clock. Signed webhooks. Short tokens for machines.",
        },
      },
      {
        uz: {
          title: "Ikkinchi omil, audit va maxfiylik",
          text: "TOTP va zaxira kodlar, zanjirga bogʻlangan audit jurnali, shaxsiy maʼlumotlarni eksport qilish va oʻchirish.",
        },
        ru: {
          title: "Второй фактор, аудит и приватность",
          text: "TOTP и резервные коды, журнал аудита, связанный в цепочку, выгрузка и удаление личных данных.",
        },
        en: {
          title: "Second factor, audit, privacy",
          text: "TOTP and backup codes, an audit log in a chain, personal data exported and erased on request.",
        },
      },
      {
        uz: {
          title: "Anti-Fraud AI",
          text: "Bitta soʻrovda qaror: aniq oynalar, ONNX modeli, qoidalar va toʻliq dalil. Xuddi shu toʻlov takror kelsa, birinchi javob qaytadi.",
        },
        ru: {
          title: "Anti-Fraud AI",
          text: "Решение за один запрос: точные окна, модель ONNX, правила и полные доказательства. Повтор того же платежа получает первый ответ.",
        },
        en: {
          title: "Anti-Fraud AI",
          text: "A decision in one request: exact windows, an ONNX model, rules and the whole evidence. The same payment sent again gets the first answer.",
        },
      },
    ],
  },
];
