import type { DemoChoice } from "../../../workers/antifraud/demo/demo-payment.ts";
import { callApi } from "../api.ts";
import type { Answer, Language } from "../api-types.ts";

/** Asks the public demo to decide on a payment; nothing of it is kept. */
export function askDemo(choice: DemoChoice, language: Language) {
  const query = new URLSearchParams({ ...choice, amount: String(choice.amount) });
  return callApi<Answer>(`/api/antifraud/demo/decision?${query}`, { language });
}
