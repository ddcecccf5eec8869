import { randomBytes, randomUUID } from "node:crypto";
import { type Asked, formOf, json, type Service } from "./service.ts";

export const eskizPassword = "fake-eskiz-password";

const failures: Record<number, unknown> = {
  400: { status: "error", message: "Ushbu matn moderatsiyadan o'tmagan" },
  422: { status: "error", message: { mobile_phone: ["The mobile phone format is invalid."] } },
  429: { message: "Too Many Attempts." },
  500: { message: "Server Error" },
};

/** Eskiz below `/api`: tokens by `auth/login` for any address with the one password, SMS by `message/sms/send`. */
export function eskiz(): { service: Service; expireTokens: (email: string) => void } {
  const tokens = new Map<string, string>();
  const service: Service = async (asked, take) => {
    if (asked.path === "/api/auth/login") return login(asked);
    if (asked.path !== "/api/message/sms/send") return json(404, { message: "Not Found" });
    if (asked.method !== "POST") return json(405, { message: "Method Not Allowed" });
    const token = /^Bearer (.+)$/.exec(asked.headers.get("authorization") ?? "")?.[1] ?? "";
    if (!tokens.has(token)) return json(401, { status: "token-invalid", message: "Expired" });
    const { mobile_phone: phone = "", message: text = "", from } = await formOf(asked);
    if (!/^998\d{9}$/.test(phone)) return json(422, failures[422]);
    if (!text || !from) return json(422, { status: "error", message: { message: ["The message field is required."] } });
    return {
      by: `+${phone}`,
      accept: () => {
        const id = randomUUID();
        take({ provider: "eskiz", id, to: `+${phone}`, text });
        return json(200, { id, message: "Waiting for SMS provider", status: "waiting" });
      },
      fail: (status) => json(status, failures[status] ?? { message: "error" }),
    };
  };
  const login = async (asked: Asked) => {
    const { email = "", password } = await formOf(asked);
    if (password !== eskizPassword) return json(401, { message: "Invalid credentials", status: "error" });
    return {
      by: email,
      accept: () => {
        const token = randomBytes(24).toString("base64url");
        tokens.set(token, email);
        return json(200, { message: "token_generated", data: { token }, token_type: "bearer" });
      },
      fail: (status: number) => json(status, failures[status] ?? { message: "error" }),
    };
  };
  const expireTokens = (email: string) => {
    for (const [token, owner] of tokens) if (owner === email) tokens.delete(token);
  };
  return { service, expireTokens };
}
