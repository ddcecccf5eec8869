import type { PrivacyPart } from "#platform/privacy";
import { exportSnoozes, forgetSnoozes } from "../snoozes/forget-snoozes.ts";
import { exportPayments } from "./export-payments.ts";
import { forgetPayer } from "./forget-payer.ts";
import { exportListEntries, forgetListEntries } from "./list-entries.ts";
import { resealPayments } from "./reseal-payments.ts";
import { paymentRetention } from "./retention.ts";

/** What this product keeps about payers and cards. */
export const antifraudPrivacy: PrivacyPart = {
  classes: [
    {
      name: "payments",
      title: { uz: "Toʻlovlar va qarorlar", ru: "Платежи и решения", en: "Payments and decisions" },
      where: ["d1:antifraud_transactions", "d1:antifraud_outcomes", "object:EntityActivity"],
      about: ["payer", "card"],
      ground: "legal_obligation",
      period: {
        uz: "Tashkilot bilan shartnoma amal qilgan davrda",
        ru: "Пока действует договор с организацией",
        en: "As long as the organisation's contract lasts",
      },
      onErasure: "kept",
      why: {
        uz: "Qaror, summa va sabablar kim toʻlaganini koʻrsatmasdan saqlanadi: toʻlovni nega toʻxtatganimizni isbotlashimiz shart",
        ru: "Решение, сумма и причины остаются без сведений о плательщике: мы обязаны доказать, почему платёж был остановлен",
        en: "The decision, its amount and its reasons stay without who paid: why a payment was stopped has to be provable",
      },
    },
    {
      name: "payment_details",
      title: {
        uz: "Toʻlov tafsilotlari: manzil, qurilma, joy",
        ru: "Подробности платежа: адрес, устройство, место",
        en: "Details of a payment: address, device, place",
      },
      where: [
        "d1:antifraud_transactions.sealed",
        "d1:antifraud_transactions.device_index",
        "d1:antifraud_transactions.ip_index",
        "object:EntityActivity",
      ],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: { uz: "400 kun", ru: "400 дней", en: "400 days" },
      onErasure: "destroyed",
    },
    {
      name: "report_notes",
      title: {
        uz: "Tahlilchilarning toʻlovga yozgan izohlari",
        ru: "Заметки аналитиков к платежам",
        en: "What analysts wrote beside payments",
      },
      where: ["d1:antifraud_labels.sealed_note", "d1:antifraud_review_notes.sealed_note"],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: { uz: "400 kun", ru: "400 дней", en: "400 days" },
      onErasure: "destroyed",
    },
    {
      name: "attachments",
      title: {
        uz: "Toʻlovga biriktirilgan fayllar",
        ru: "Файлы, приложенные к платежам",
        en: "Files attached to payments",
      },
      where: ["d1:antifraud_attachments.sealed_name", "r2:ATTACHMENTS"],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: { uz: "400 kun", ru: "400 дней", en: "400 days" },
      onErasure: "destroyed",
    },
    {
      name: "payment_activity",
      title: { uz: "Toʻlovchining odatlari", ru: "Привычки плательщика", en: "Habits of a payer" },
      where: ["object:EntityActivity"],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: {
        uz: "Oxirgi toʻlovdan keyin 31 kun; tashkilotning oʻz agregatlari koʻpi bilan 91 kun",
        ru: "31 день после последнего платежа; собственные агрегаты организации — до 91 дня",
        en: "31 days after the last payment; the organisation's own aggregates up to 91",
      },
      onErasure: "destroyed",
    },
    {
      name: "crowds",
      title: {
        uz: "Qurilma, manzil va savdogarlar faolligi",
        ru: "Активность устройств, адресов и продавцов",
        en: "Activity of devices, addresses and merchants",
      },
      where: ["object:EntityActivity"],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: {
        uz: "Oxirgi toʻlovdan keyin 31 kun; tashkilotning oʻz agregatlari koʻpi bilan 91 kun",
        ru: "31 день после последнего платежа; собственные агрегаты организации — до 91 дня",
        en: "31 days after the last payment; the organisation's own aggregates up to 91",
      },
      onErasure: "kept",
      why: {
        uz: "Qurilma yoki manzildan boshqalar ham toʻlaydi: u kim toʻlaganini bilmaydi, lekin boshqalarni firibgarlikdan himoya qiladi",
        ru: "С устройства или адреса платят и другие: кто платил, там не известно, но эти данные защищают остальных от мошенничества",
        en: "Others pay from a device or an address too: it does not know who paid, and protects them from fraud",
      },
    },
    {
      name: "backtests",
      title: {
        uz: "Qoidalarni oʻtgan toʻlovlarda sinash natijalari",
        ru: "Результаты проверки правил на истории",
        en: "Results of backtests of rules",
      },
      where: ["d1:antifraud_backtests", "d1:antifraud_backtest_differences"],
      about: [],
      ground: "legitimate_interest",
      period: { uz: "90 kun", ru: "90 дней", en: "90 days" },
      onErasure: "kept",
    },
    {
      name: "rule_snoozes",
      title: {
        uz: "Qoidalar vaqtincha toʻxtatilgan toʻlovchilar",
        ru: "Плательщики, для которых приостановлены правила",
        en: "Payers for whom rules are snoozed",
      },
      where: [
        "d1:antifraud_rule_snoozes.sealed_payer",
        "d1:antifraud_rule_snoozes.payer_index",
        "object:EntityActivity",
      ],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: {
        uz: "Muddati tugaganidan keyin 400 kun",
        ru: "400 дней после окончания срока",
        en: "400 days after their term",
      },
      onErasure: "destroyed",
    },
    {
      name: "rule_recipients",
      title: {
        uz: "Qoida ishlaganda xabar oladigan manzillar",
        ru: "Адреса, которым сообщают о срабатывании правил",
        en: "Addresses that are told when a rule hits",
      },
      where: ["d1:antifraud_rules.sealed_notify", "d1:antifraud_rule_proposals.sealed_notify"],
      about: ["organization"],
      ground: "contract",
      period: {
        uz: "Qoidadan olib tashlangunicha; taklifda — qaror qabul qilingunicha",
        ru: "Пока адрес указан в правиле; в предложении — до решения по нему",
        en: "As long as the rule names the address; in a proposal until it is decided on",
      },
      onErasure: "destroyed",
    },
    {
      name: "list_entries",
      title: {
        uz: "Roʻyxat va bloklash yozuvlari: kim va nima uchun",
        ru: "Записи списков и блокировок: кто и почему",
        en: "Entries of lists and blocks: who, and why",
      },
      where: ["d1:antifraud_list_entries.sealed"],
      about: ["payer", "card", "organization"],
      ground: "legitimate_interest",
      period: {
        uz: "Roʻyxatda turguncha, undan keyin 5 yil",
        ru: "Пока запись в списке, и пять лет после",
        en: "As long as it is on the list, and five years after",
      },
      onErasure: "destroyed",
    },
    {
      name: "escalation_recipients",
      title: {
        uz: "Yuqoriga uzatilgan tekshiruvlar haqida xabar oladigan manzillar",
        ru: "Адреса, которым сообщают о переданных выше проверках",
        en: "Addresses that are told of escalated reviews",
      },
      where: ["d1:antifraud_review_settings.sealed_escalations_to"],
      about: ["organization"],
      ground: "contract",
      period: {
        uz: "Sozlamalardan olib tashlangunicha",
        ru: "Пока адрес указан в настройках",
        en: "As long as the settings name the address",
      },
      onErasure: "destroyed",
    },
    {
      name: "list_membership",
      title: {
        uz: "Roʻyxatdagi qiymatning kalitli xeshi",
        ru: "Ключевой хеш значения в списке",
        en: "The keyed hash of a value on a list",
      },
      where: ["d1:antifraud_list_entries.value_key", "object:EntityActivity"],
      about: ["payer", "card"],
      ground: "legitimate_interest",
      period: {
        uz: "Roʻyxatda turguncha, undan keyin 5 yil",
        ru: "Пока запись в списке, и пять лет после",
        en: "As long as it is on the list, and five years after",
      },
      onErasure: "kept",
      why: {
        uz: "Xesh kimligini koʻrsatmaydi, lekin blokni saqlaydi: aks holda firibgar maʼlumotini oʻchirtirib, blokdan chiqib ketardi",
        ru: "Хеш не показывает, кто это, но сохраняет блокировку: иначе мошенник снимал бы её, требуя удалить свои данные",
        en: "It does not tell who it is, but keeps a block: else a fraudster would lift it by asking for an erasure",
      },
    },
    {
      name: "alert_recipients",
      title: {
        uz: "Ogohlantirishlar yuboriladigan manzillar",
        ru: "Адреса, на которые приходят оповещения",
        en: "Addresses that alerts are sent to",
      },
      where: ["d1:antifraud_alert_rules.sealed_channels"],
      about: ["organization"],
      ground: "contract",
      period: {
        uz: "Qoidadan olib tashlangunicha",
        ru: "Пока адрес указан в правиле",
        en: "As long as the rule names the address",
      },
      onErasure: "destroyed",
    },
  ],
  retention: paymentRetention,
  exportOf: async function* (platform, organizationId, subject) {
    yield* exportPayments(platform, organizationId, subject);
    yield* exportSnoozes(platform, organizationId, subject);
    yield* exportListEntries(platform, organizationId, subject);
  },
  forget: async (platform, organizationId, subject, order) => {
    await forgetSnoozes(platform, organizationId, subject, order);
    await forgetPayer(platform, organizationId, subject, order);
    const list_entries = await forgetListEntries(platform, organizationId, subject, order.until);
    if (list_entries > 0) await order.tell({ list_entries });
  },
  reseal: resealPayments,
};
