import { json, type Service, textOf } from "./service.ts";

export const playmobileLogin = "fake-login";
export const playmobilePassword = "fake-playmobile-password";

type Messages = {
  messages?: {
    recipient?: string;
    "message-id"?: string;
    sms?: { originator?: string; content?: { text?: string } };
  }[];
};

const refusal = (code: number, description: string) =>
  json(400, { "error-code": code, "error-description": description });

/** Playmobile's `POST /broker-api/send`. A `message-id` that it has had is answered as the first time, and not sent again. */
export function playmobile(): Service {
  const had = new Set<string>();
  const authorization = `Basic ${btoa(`${playmobileLogin}:${playmobilePassword}`)}`;
  return async (asked, take) => {
    if (asked.path !== "/broker-api/send" || asked.method !== "POST") return { status: 404 };
    if (asked.headers.get("authorization") !== authorization)
      return { status: 401, headers: { "www-authenticate": 'Basic realm="broker"' } };
    let body: Messages;
    try {
      body = JSON.parse(textOf(asked));
    } catch {
      return refusal(101, "Syntax error");
    }
    const { recipient = "", "message-id": id, sms } = body.messages?.[0] ?? {};
    const text = sms?.content?.text;
    if (!/^998\d{9}$/.test(recipient)) return refusal(202, "Invalid recipient");
    if (!id || id.length > 40) return refusal(205, "Invalid message-id");
    if (!sms?.originator) return refusal(401, "Empty originator");
    if (!text) return refusal(404, "Empty content");
    return {
      by: `+${recipient}`,
      accept: () => {
        if (!had.has(id)) take({ provider: "playmobile", id, to: `+${recipient}`, text });
        had.add(id);
        return { status: 200, headers: { "content-type": "text/plain" }, body: "Request is received" };
      },
      fail: (status) =>
        status === 400 ? refusal(100, "Internal server error") : { status, body: "<html>Bad gateway</html>" },
    };
  };
}
