import { askProvider, jsonOf, refusalOf } from "./ask-provider.ts";
import type { MailProvider } from "./provider.ts";

type Account = { url: string; apiKey: string; from: string; now: () => number };

/** Mail by SendGrid's Web API v3. It knows no idempotency: an answer that is lost may become a second mail. */
export function sendGrid({ url, apiKey, from, now }: Account): MailProvider {
  return {
    name: "sendgrid",
    async send({ id, to, content: { subject, text, html } }, signal) {
      const mail = {
        personalizations: [{ to: [{ email: to }], custom_args: { notification_id: id } }],
        from: { email: from, name: "AI Foundry" },
        subject,
        content: [
          { type: "text/plain", value: text },
          { type: "text/html", value: html },
        ],
        // Counted links would lead past somebody else's server, with what opens an account in them.
        tracking_settings: {
          click_tracking: { enable: false, enable_text: false },
          open_tracking: { enable: false },
          subscription_tracking: { enable: false },
        },
      };
      const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
      const answer = await askProvider(`${url}/v3/mail/send`, { headers, body: JSON.stringify(mail) }, signal);
      if (answer.status === 202) return { kind: "sent", providerId: answer.headers.get("x-message-id") };
      const { errors } = jsonOf(answer);
      return refusalOf(answer, now(), Array.isArray(errors) ? errors[0]?.field : undefined);
    },
  };
}
