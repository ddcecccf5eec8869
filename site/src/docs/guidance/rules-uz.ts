import type { Guidance } from "../guidance.ts";

/** Of rules, proposals, backtests and aggregates. */
export const rulesUz: Record<string, Guidance> = {
  "antifraud.too_many_rules": {
    meaning:
      "Tashkilotda {most_rules} tagacha qoida saqlanadi, shundan {most_enabled_rules} tasi yoqilgan boʻla oladi. Ulardan biri toʻlgan: qaysi biri ekanini detail aytadi. Hech narsa saqlanmadi.",
    remedy:
      "Keraksiz qoidani oʻchiring (DELETE /api/antifraud/rules/{rule_id}) yoki vaqtincha toʻxtating, yoxud bir nechta qoidani bitta shartga birlashtiring.",
  },
  "antifraud.rule_taken": {
    meaning: "Bu rule_id bilan qoida bor: sizniki yoki xizmat bilan keladigani. Mavjud qoida oʻzgarmadi.",
    remedy:
      "Yangi qoidaga boshqa rule_id bering. Mavjudini oʻzgartirmoqchi boʻlsangiz, PUT /api/antifraud/rules/{rule_id} dan foydalaning.",
  },
  "antifraud.rule_built_in": {
    meaning:
      "Bu qoida xizmat bilan birga keladi: uni oʻzgartirib, oʻchirib yoki oldingi koʻrinishiga qaytarib boʻlmaydi.",
    remedy:
      "Boshqacha ishlashi kerak boʻlsa, oʻz qoidangizni yozing: har bir toʻlovda qaysi qoida ishlagani javobning asosida koʻrinadi.",
  },
  "antifraud.rule_asks_no_list": {
    meaning: "Qoida soʻraydigan roʻyxatlardan biri shu orada oʻchirilgan. Qoida saqlanmadi.",
    remedy:
      "GET /api/antifraud/lists bilan roʻyxatlarni koʻring va qoidada bor roʻyxatni koʻrsating yoki roʻyxatni qaytadan yarating.",
  },
  "antifraud.too_many_snoozes": {
    meaning:
      "Bir vaqtning oʻzida {most_snoozes} tagacha chetlatish (snooze) amalda boʻla oladi, va ular toʻlgan. Yangisi qoʻshilmadi.",
    remedy:
      "Kerak boʻlmay qolganini bekor qiling yoki ularning muddati tugashini kuting. Koʻp toʻlovchi uchun qoidaning shartini oʻzgartirgan maʼqul.",
  },
  "antifraud.proposal_closed": {
    meaning:
      "Bu taklif boʻyicha qaror qabul qilingan, u qaytarib olingan yoki muddati tugagan (taklif {proposal_days} kun kutadi). Hech narsa oʻzgarmadi.",
    remedy:
      "GET /api/antifraud/rules/proposals/{id} holatini koʻrsatadi. Oʻzgarish hali ham kerak boʻlsa, yangidan taklif qiling.",
  },
  "antifraud.proposal_stale": {
    meaning:
      "Taklif yuborilgandan keyin u tayangan qoida yoki sozlama oʻzgardi, shuning uchun tasdiqlansa, oʻsha oʻzgarish yoʻqolib ketar edi. Hech narsa yozilmadi.",
    remedy: "Qoidaning hozirgi holatini oʻqing va oʻzgarishni shunga qarab yangidan taklif qiling.",
  },
  "antifraud.too_many_backtests": {
    meaning:
      "Bir vaqtda {most_backtests} tagacha sinov navbatda yoki ishda turadi, va ular toʻlgan. Yangisi boshlanmadi.",
    remedy:
      "Ulardan biri tugashini kuting yoki keraksizini POST /api/antifraud/backtests/{backtest_id}/cancel bilan toʻxtating.",
  },
  "antifraud.backtest_over": {
    meaning: "Sinov allaqachon tugagan yoki xato bilan toʻxtagan, toʻxtatadigan narsa yoʻq.",
    remedy: "Natijasini GET /api/antifraud/backtests/{backtest_id} dan oʻqing; kerak boʻlmasa, DELETE bilan oʻchiring.",
  },
  "antifraud.too_many_aggregates": {
    meaning:
      "Tashkilotda {most_aggregates} tagacha agregat boʻladi: har biri har bir toʻlovda sanaladi. Yangisi yaratilmadi.",
    remedy: "Qoidalar ishlatmaydigan agregatni oʻchiring (DELETE /api/antifraud/aggregates/{name}).",
  },
  "antifraud.aggregate_taken": {
    meaning: "Bu nomli agregat bor. U oʻzgarmadi.",
    remedy: "Boshqa nom tanlang yoki borini PUT /api/antifraud/aggregates/{name} bilan oʻzgartiring.",
  },
  "antifraud.aggregate_in_use": {
    meaning: "Agregatni qoidalar ishlatadi: ularning rule_id si errors da. U oʻchirilmadi.",
    remedy: "Avval shu qoidalardan agregatni olib tashlang yoki qoidalarni oʻchiring, keyin qayta urining.",
  },
  "antifraud.aggregate_warm": {
    meaning:
      "Agregat oʻz davrining hammasini allaqachon sanab boʻlgan: tarixdan toʻldiradigan joyi qolmagan. Hech narsa boshlanmadi.",
    remedy: "Hech narsa qilish shart emas: qoidalarda bemalol ishlatavering.",
  },
  "antifraud.own_proposal": {
    meaning: "Oʻz taklifingizni oʻzingiz tasdiqlay olmaysiz: ikkinchi odam koʻrishi kerak. Taklif kutib turibdi.",
    remedy:
      "Ruxsati bor hamkasbingizdan tasdiqlashni soʻrang; fikringizdan qaytgan boʻlsangiz, taklifni DELETE bilan qaytarib oling.",
  },
  "antifraud.not_your_proposal": {
    meaning: "Taklifni faqat uni yuborgan odam qaytarib oladi. U oʻzgarmadi.",
    remedy: "Qarshi boʻlsangiz, POST /api/antifraud/rules/proposals/{id}/reject bilan rad eting.",
  },
};
