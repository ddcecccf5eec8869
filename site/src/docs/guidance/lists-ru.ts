import type { Guidance } from "../guidance.ts";

/** Of lists and blocks. */
export const listsRu: Record<string, Guidance> = {
  "antifraud.too_many_lists": {
    meaning: "В организации может быть до {most_lists} списков. Новый не создан.",
    remedy:
      "Удалите ненужный список (DELETE /api/antifraud/lists/{list_id}) или добавьте записи в имеющийся: в одном помещается {most_entries}.",
  },
  "antifraud.list_full": {
    meaning: "В одном списке до {most_entries} записей, а стало бы больше. Ничего не добавлено, из файла тоже.",
    remedy:
      "Удалите просроченные и ненужные записи или заведите для остального ещё один список: правило может спрашивать несколько.",
  },
  "antifraud.list_name_taken": {
    meaning: "Список с таким именем уже есть; правила узнают список по имени, поэтому имена не повторяются.",
    remedy: "Выберите другое имя или добавьте записи в имеющийся список: он есть в GET /api/antifraud/lists.",
  },
  "antifraud.list_entry_taken": {
    meaning: "Это значение в списке уже есть. Второй раз оно не добавлено.",
    remedy:
      "Чтобы сменить срок или пояснение, измените имеющуюся запись: PUT /api/antifraud/lists/{list_id}/entries/{entry_id}.",
  },
  "antifraud.list_in_use": {
    meaning: "Этот список спрашивают включённые правила: они перечислены в detail. Список не удалён.",
    remedy: "Сначала уберите список из правил или отключите их, затем удалите.",
  },
  "antifraud.list_kept_by_system": {
    meaning: "Этот список ведёт сама система: в нём временно заблокированные. Руками он не меняется.",
    remedy:
      "Чтобы добавить, отправьте POST /api/antifraud/blocks, чтобы убрать — DELETE /api/antifraud/blocks/{block_id}.",
  },
  "antifraud.import_refused": {
    meaning:
      "В файле есть неверные строки: в errors — номер и причина каждой. Из файла не добавлено ничего, даже верные строки.",
    remedy:
      "Исправьте названные строки и отправьте файл целиком ещё раз: то, что в списке уже есть, дважды не добавится.",
  },
  "antifraud.already_blocked": {
    meaning:
      "Эта карта, клиент или устройство уже заблокированы: идентификатор блокировки — в detail. Второй раз не заблокировано.",
    remedy:
      "Если срок подходит, ничего не делайте. Если нужен другой, сначала снимите блокировку (DELETE /api/antifraud/blocks/{block_id}), потом поставьте новую.",
  },
  "antifraud.block_over": {
    meaning: "Эту блокировку уже сняли, или её срок вышел.",
    remedy: "Делать ничего не нужно. Чтобы заблокировать снова, отправьте POST /api/antifraud/blocks.",
  },
};
