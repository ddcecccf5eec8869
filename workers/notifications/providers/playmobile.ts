import { Buffer } from "node:buffer";
import { askProvider, jsonOf, refusalOf, uzbekDigits } from "./ask-provider.ts";
import type { SmsProvider } from "./provider.ts";

type Account = { url: string; login: string; password: string; originator: string; now: () => number };

/** Error codes that speak of the broker or the account: an internal error, a locked account. */
const notTheMessage = new Set([100, 102]);

/** SMS by Playmobile. It knows a message by its `message-id`, which is the same at every attempt. */
export function playmobile({ url, login, password, originator, now }: Account): SmsProvider {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString("base64")}`;
  return {
    name: "playmobile",
    async send({ id, to, content }, signal) {
      const recipient = uzbekDigits(to);
      if (recipient === null) return { kind: "never", reason: "no number in Uzbekistan" };
      const sms = { originator, content: { text: content } };
      const body = JSON.stringify({ messages: [{ recipient, "message-id": id, sms }] });
      const headers = { authorization, "content-type": "application/json" };
      const answer = await askProvider(`${url}/broker-api/send`, { headers, body }, signal);
      if (answer.status === 200) return { kind: "sent", providerId: id };
      const code = jsonOf(answer)["error-code"];
      const refusal = refusalOf(answer, now(), code);
      return notTheMessage.has(Number(code)) ? { ...refusal, kind: "later" } : refusal;
    },
  };
}
