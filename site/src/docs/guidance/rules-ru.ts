import type { Guidance } from "../guidance.ts";

/** Of rules, proposals, backtests and aggregates. */
export const rulesRu: Record<string, Guidance> = {
  "antifraud.too_many_rules": {
    meaning:
      "В организации хранится до {most_rules} правил, из них включено может быть {most_enabled_rules}. Одна из границ достигнута, какая — сказано в detail. Ничего не сохранено.",
    remedy:
      "Удалите ненужное правило (DELETE /api/antifraud/rules/{rule_id}), отключите его или объедините несколько правил в одно условие.",
  },
  "antifraud.rule_taken": {
    meaning: "Правило с таким rule_id уже есть: ваше или встроенное. Оно не изменилось.",
    remedy:
      "Дайте новому правилу другой rule_id. Чтобы изменить имеющееся, отправьте PUT /api/antifraud/rules/{rule_id}.",
  },
  "antifraud.rule_built_in": {
    meaning: "Это встроенное правило: его нельзя изменить, удалить или откатить.",
    remedy:
      "Если нужно другое поведение, напишите своё правило: какое из них сработало на платеже, видно в основаниях решения.",
  },
  "antifraud.rule_asks_no_list": {
    meaning: "Один из списков, которые спрашивает правило, тем временем удалён. Правило не сохранено.",
    remedy:
      "Посмотрите списки запросом GET /api/antifraud/lists и укажите в правиле существующий или создайте список заново.",
  },
  "antifraud.too_many_snoozes": {
    meaning: "Одновременно действует до {most_snoozes} исключений (snooze), и все заняты. Новое не добавлено.",
    remedy:
      "Отмените ненужные или дождитесь, пока у них выйдет срок. Если исключений нужно много, лучше поправить условие правила.",
  },
  "antifraud.proposal_closed": {
    meaning:
      "По этому предложению уже решили, его отозвали, или вышел срок (предложение ждёт {proposal_days} дней). Ничего не изменилось.",
    remedy:
      "Состояние покажет GET /api/antifraud/rules/proposals/{id}. Если изменение всё ещё нужно, предложите его заново.",
  },
  "antifraud.proposal_stale": {
    meaning:
      "После того как предложение отправили, правило или настройка, на которых оно основано, изменились: одобрение затёрло бы эту правку. Ничего не записано.",
    remedy: "Прочитайте правило в нынешнем виде и предложите изменение заново.",
  },
  "antifraud.too_many_backtests": {
    meaning: "В очереди и в работе бывает до {most_backtests} прогонов, и все места заняты. Новый не начат.",
    remedy:
      "Дождитесь конца одного из них или остановите ненужный: POST /api/antifraud/backtests/{backtest_id}/cancel.",
  },
  "antifraud.backtest_over": {
    meaning: "Прогон уже закончился или остановился с ошибкой: отменять нечего.",
    remedy:
      "Прочитайте итог запросом GET /api/antifraud/backtests/{backtest_id}; если он не нужен, удалите его через DELETE.",
  },
  "antifraud.too_many_aggregates": {
    meaning:
      "В организации может быть до {most_aggregates} агрегатов: каждый считается на каждом платеже. Новый не создан.",
    remedy: "Удалите агрегат, который не нужен правилам (DELETE /api/antifraud/aggregates/{name}).",
  },
  "antifraud.aggregate_taken": {
    meaning: "Агрегат с таким именем уже есть. Он не изменился.",
    remedy: "Выберите другое имя или измените имеющийся: PUT /api/antifraud/aggregates/{name}.",
  },
  "antifraud.aggregate_in_use": {
    meaning: "Агрегатом пользуются правила: их rule_id перечислены в errors. Он не удалён.",
    remedy: "Сначала уберите агрегат из этих правил или удалите их, затем повторите.",
  },
  "antifraud.aggregate_warm": {
    meaning: "Агрегат уже посчитан за всё своё окно: заполнять из истории нечего. Ничего не начато.",
    remedy: "Делать ничего не нужно: им можно пользоваться в правилах.",
  },
  "antifraud.own_proposal": {
    meaning:
      "Своё предложение нельзя одобрить или отклонить самому: его должен посмотреть второй человек. Оно ждёт дальше.",
    remedy: "Попросите коллегу с тем же правом; если передумали, отзовите предложение через DELETE.",
  },
  "antifraud.not_your_proposal": {
    meaning: "Отозвать предложение может только его автор. Оно не изменилось.",
    remedy: "Если вы против, отклоните его: POST /api/antifraud/rules/proposals/{id}/reject.",
  },
};
