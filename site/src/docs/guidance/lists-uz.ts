import type { Guidance } from "../guidance.ts";

/** Of lists and blocks. */
export const listsUz: Record<string, Guidance> = {
  "antifraud.too_many_lists": {
    meaning: "Tashkilotda {most_lists} tagacha roʻyxat boʻladi. Yangisi yaratilmadi.",
    remedy:
      "Keraksiz roʻyxatni oʻchiring (DELETE /api/antifraud/lists/{list_id}) yoki yozuvlarni bor roʻyxatga qoʻshing: bittasiga {most_entries} ta yozuv sigʻadi.",
  },
  "antifraud.list_full": {
    meaning:
      "Bitta roʻyxatga {most_entries} tagacha yozuv sigʻadi, bunisi bilan undan oshib ketardi. Hech narsa qoʻshilmadi, fayldan ham.",
    remedy:
      "Muddati oʻtgan va keraksiz yozuvlarni oʻchiring yoki qolganini yana bir roʻyxatga qoʻying: qoida bir nechta roʻyxatni soʻray oladi.",
  },
  "antifraud.list_name_taken": {
    meaning: "Bu nomli roʻyxat bor; qoidalar roʻyxatni nomi boʻyicha taniydi, shuning uchun nom takrorlanmaydi.",
    remedy: "Boshqa nom tanlang yoki yozuvlarni bor roʻyxatga qoʻshing: uni GET /api/antifraud/lists dan toping.",
  },
  "antifraud.list_entry_taken": {
    meaning: "Bu qiymat roʻyxatda bor. Ikkinchi marta qoʻshilmadi.",
    remedy:
      "Muddati yoki izohini oʻzgartirmoqchi boʻlsangiz, bor yozuvni PUT /api/antifraud/lists/{list_id}/entries/{entry_id} bilan tahrirlang.",
  },
  "antifraud.list_in_use": {
    meaning: "Yoqilgan qoidalar shu roʻyxatni soʻraydi: ularni detail sanab beradi. Roʻyxat oʻchirilmadi.",
    remedy: "Avval qoidalardan roʻyxatni olib tashlang yoki ularni toʻxtating, keyin roʻyxatni oʻchiring.",
  },
  "antifraud.list_kept_by_system": {
    meaning: "Bu roʻyxatni tizimning oʻzi yuritadi: unda vaqtincha bloklanganlar turadi. Qoʻlda oʻzgartirilmaydi.",
    remedy:
      "Qoʻshish uchun POST /api/antifraud/blocks, olib tashlash uchun DELETE /api/antifraud/blocks/{block_id} yuboring.",
  },
  "antifraud.import_refused": {
    meaning:
      "Faylda xato qatorlar bor: errors da har birining raqami va sababi. Fayldan hech narsa qoʻshilmadi, toʻgʻri qatorlar ham.",
    remedy:
      "Koʻrsatilgan qatorlarni tuzating va faylni butunligicha qayta yuboring: roʻyxatda borlari ikkinchi marta qoʻshilmaydi.",
  },
  "antifraud.already_blocked": {
    meaning:
      "Bu karta, mijoz yoki qurilma allaqachon bloklangan: blok identifikatori detail da. Ikkinchi blok qoʻyilmadi.",
    remedy:
      "Muddati toʻgʻri kelsa, hech narsa qilmang. Boshqa muddat kerak boʻlsa, avval uni DELETE /api/antifraud/blocks/{block_id} bilan yeching, keyin qayta bloklang.",
  },
  "antifraud.block_over": {
    meaning: "Bu blok allaqachon yechilgan yoki muddati tugagan.",
    remedy: "Hech narsa qilish shart emas. Yana bloklash kerak boʻlsa, POST /api/antifraud/blocks yuboring.",
  },
};
