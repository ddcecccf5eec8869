import { fetchOutbound } from "#platform/outbound";
import { refusalOf } from "./ask-provider.ts";
import type { ChatProvider } from "./provider.ts";

/** Slack's answers are a word; anything longer is somebody else's page. */
const MOST_BYTES = 1000;
const ANSWERS_WITHIN_MS = 10_000;

/** What Slack will not take at another time either: a payload, a channel or a hook that is no more. */
const final = new Set([400, 403, 404, 410, 413]);

/**
 * Messages to an incoming webhook of Slack (`https://hooks.slack.com/services/…`), or of whatever speaks its form. The address
 * comes from a customer, so it is called as such. It knows no idempotency: an answer that is lost may become a second message.
 */
export function slack(env: Env, now: () => number): ChatProvider {
  return {
    name: "slack",
    async send({ to, content }) {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(content),
      };
      const answer = await fetchOutbound(env, to, init, { timeoutMs: ANSWERS_WITHIN_MS, maxBytes: MOST_BYTES });
      if (answer.failure !== undefined)
        return { kind: answer.failure === "address_refused" ? "never" : "later", reason: answer.failure };
      const { status, headers, body } = answer;
      if (status === 200) return { kind: "sent", providerId: null };
      const refusal = refusalOf({ status, headers, text: body }, now(), body.trim());
      return final.has(status) ? { kind: "never", reason: refusal.reason } : { ...refusal, kind: "later" };
    },
  };
}
