import type { Plural } from "../fill.ts";

/** The page of OAuth clients. */
export const oauth = {
  title: "OAuth mijozlari",
  search: "Nomi, client_id yoki ruxsati",
  columns: {
    name: "Nomi",
    state: "Holati",
    id: "client_id",
    method: "Oʻzini tanitish",
    scopes: "Ruxsatlar",
    used: "Oxirgi foydalanish",
  },
  states: { active: "ishlayapti", revoked: "bekor qilingan" },
  methods: {
    client_secret_basic: "Maxfiy kalit, sarlavhada",
    client_secret_post: "Maxfiy kalit, tanada",
    private_key_jwt: "Imzolangan JWT",
  },
  empty: {
    title: "Hali OAuth mijozi yoʻq",
    body: "Tizimingiz har safar 15 daqiqagacha amal qiladigan token oladi. Doimiy kalit oʻrniga shundan foydalansangiz, oshkor boʻlgan token uzoq yashamaydi.",
  },
  saved: "Saqlandi: {name}",
  secret: {
    title: "{name} maxfiy kaliti",
    note: "Kalitni hozir nusxalab, maxfiy joyda saqlang. Uni keyin hech kim, biz ham koʻrsata olmaymiz.",
  },
  rotate: "Kalitni almashtirish",
  facts: {
    title: "Mijoz",
    lifetime: "Token muddati",
    created: "Qoʻshilgan",
    revoked: "Bekor qilingan",
    secrets: "Maxfiy kalitlar",
    publicKeys: "Ochiq kalitlar",
    until: "{moment} gacha",
    since: "{moment} dan beri",
    failed: {
      one: "Oʻzini {count} marta tanita olmadi.",
      other: "Oʻzini {count} marta tanita olmadi.",
    } as Plural,
    lastFailed: "Oxirgisi: {moment}.",
  },
  form: {
    add: "Mijoz qoʻshish",
    edit: "Mijozni oʻzgartirish",
    change: "Oʻzgartirish",
    submit: "Qoʻshish",
    save: "Saqlash",
    method: "Oʻzini qanday tanitadi",
    methodNotes: {
      client_secret_basic: "Maxfiy kalit HTTP Basic sarlavhasida yuboriladi. Koʻpchilik kutubxonalar shunday ishlaydi.",
      client_secret_post: "Maxfiy kalit soʻrov tanasida yuboriladi.",
      private_key_jwt: "Maxfiy kalit sizda qoladi, bizda faqat ochiq kalit turadi.",
    },
    jwks: "Ochiq kalitlar (JWKS)",
    jwksHelp: 'JSON: {"keys": […]}. Faqat ochiq qismini yozing.',
    jwksWrong: 'Bu JSON emas: {"keys": […]} koʻrinishida yozing',
    lifetime: "Token qancha amal qiladi",
    seconds: { one: "{count} soniya", other: "{count} soniya" } as Plural,
  },
  revoke: {
    open: "Bekor qilish",
    title: "Bekor qilish: {name}",
    body: "Mijoz va uning hamma tokenlari darhol ishlamay qoladi. Qaytarib boʻlmaydi.",
    submit: "Mijozni bekor qilish",
    done: "Bekor qilindi: {name}",
  },
};
