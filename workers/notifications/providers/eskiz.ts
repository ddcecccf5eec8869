import { type Answer, askProvider, jsonOf, refusalOf, uzbekDigits } from "./ask-provider.ts";
import type { Refusal, SmsProvider } from "./provider.ts";

type Account = { url: string; email: string; password: string; from: string; now: () => number };

/** Tokens by account. They last thirty days, so an isolate signs in about once. */
const tokens = new Map<string, string>();

/** SMS by Eskiz. It knows no idempotency for single messages: an answer that is lost may become a second SMS. */
export function eskiz({ url, email, password, from, now }: Account): SmsProvider {
  const account = `${url}|${email}`;
  let signingIn: Promise<Answer> | undefined;

  /** A token other than the refused one; those who ask at the same time share one sign-in. */
  async function freshToken(refused: string | undefined, signal: AbortSignal): Promise<string | Refusal> {
    const known = tokens.get(account);
    if (known !== undefined && known !== refused) return known;
    signingIn ??= askProvider(`${url}/api/auth/login`, { body: formOf({ email, password }) }, signal).finally(() => {
      signingIn = undefined;
    });
    const answer = await signingIn;
    const token = (jsonOf(answer).data as { token?: unknown } | undefined)?.token;
    if (answer.status === 200 && typeof token === "string") {
      tokens.set(account, token);
      return token;
    }
    // Whatever is wrong with the account, it is not the message.
    return { ...refusalOf(answer, now(), "login"), kind: "later" };
  }

  return {
    name: "eskiz",
    async send({ to, content }, signal) {
      const phone = uzbekDigits(to);
      if (phone === null) return { kind: "never", reason: "no number in Uzbekistan" };
      const post = (token: string) =>
        askProvider(
          `${url}/api/message/sms/send`,
          {
            headers: { authorization: `Bearer ${token}` },
            body: formOf({ mobile_phone: phone, message: content, from }),
          },
          signal,
        );
      let token = await freshToken(undefined, signal);
      if (typeof token !== "string") return token;
      let answer = await post(token);
      if (answer.status === 401) {
        token = await freshToken(token, signal);
        if (typeof token !== "string") return token;
        answer = await post(token);
      }
      const { id, status } = jsonOf(answer);
      if (answer.status === 200 && status !== "error")
        return { kind: "sent", providerId: typeof id === "string" || typeof id === "number" ? String(id) : null };
      return answer.status === 200 ? { kind: "never", reason: "refused" } : refusalOf(answer, now());
    },
  };
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
