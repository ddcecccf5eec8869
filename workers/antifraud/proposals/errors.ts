import { defineProblem } from "#platform/problem";

export const proposalNotFound = defineProblem({
  code: "antifraud.proposal_not_found",
  status: 404,
  title: { uz: "Bunday taklif yoʻq", ru: "Такого предложения нет", en: "There is no such proposal" },
});
export const proposalClosed = defineProblem({
  code: "antifraud.proposal_closed",
  status: 409,
  title: {
    uz: "Bu taklif boʻyicha qaror allaqachon qabul qilingan yoki uning muddati oʻtgan",
    ru: "По этому предложению уже принято решение, или его срок истёк",
    en: "This proposal was decided on already, or has run out",
  },
});
export const proposalStale = defineProblem({
  code: "antifraud.proposal_stale",
  status: 409,
  title: {
    uz: "Taklif kiritilgandan keyin qoida oʻzgardi, uni qaytadan taklif qiling",
    ru: "После подачи предложения правило изменилось, предложите изменение заново",
    en: "What the proposal rests on was changed since, propose it anew",
  },
});
export const ownProposal = defineProblem({
  code: "antifraud.own_proposal",
  status: 403,
  title: {
    uz: "Oʻz taklifingiz boʻyicha oʻzingiz qaror qila olmaysiz, buni boshqa odam qilishi kerak",
    ru: "Решение по своему предложению должен принять другой человек",
    en: "Your own proposal is for somebody else to decide on",
  },
});
export const notYourProposal = defineProblem({
  code: "antifraud.not_your_proposal",
  status: 403,
  title: {
    uz: "Taklifni faqat uni kiritgan odam qaytarib olishi mumkin",
    ru: "Отозвать предложение может только его автор",
    en: "Only its author can withdraw a proposal",
  },
});
