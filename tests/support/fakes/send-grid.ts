import { randomBytes } from "node:crypto";
import { type Answer, json, type Service, textOf } from "./service.ts";

export const sendGridKey = "SG.fake-key-id.fake-key-secret";

type Mail = {
  personalizations?: { to?: { email?: string }[] }[];
  from?: { email?: string };
  subject?: string;
  content?: { type?: string; value?: string }[];
};

const refusal = (status: number, message: string, field: string | null = null, headers = {}): Answer =>
  json(status, { errors: [{ message, field, help: null }] }, headers);

const failures: Record<number, string> = {
  429: "too many requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** SendGrid's `POST /v3/mail/send`: 202 without a body, `X-Message-Id`, errors in its own form. It sends every repeat. */
export const sendGrid: Service = async (asked, take) => {
  if (asked.path !== "/v3/mail/send") return refusal(404, "Not Found");
  if (asked.method !== "POST") return refusal(405, "POST method allowed only");
  if (asked.headers.get("authorization") !== `Bearer ${sendGridKey}`)
    return refusal(401, "The provided authorization grant is invalid, expired, or revoked");
  if (!asked.headers.get("content-type")?.startsWith("application/json"))
    return refusal(415, "Content-Type should be application/json.");
  let mail: Mail;
  try {
    mail = JSON.parse(textOf(asked));
  } catch {
    return refusal(400, "Bad Request");
  }
  const to = mail.personalizations?.[0]?.to?.[0]?.email ?? "";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to))
    return refusal(400, "Does not contain a valid address.", "personalizations.0.to.0.email");
  if (!mail.from?.email) return refusal(400, "The from object must be provided for every email send.", "from.email");
  if (!mail.subject) return refusal(400, "The subject is required.", "subject");
  const [plain, html] = mail.content ?? [];
  // Of several parts the plain one has to come first.
  if (plain?.type !== "text/plain" || !plain.value)
    return refusal(400, "The content value must be a string at least one character in length.", "content.0.value");
  const { subject } = mail;
  const text = plain.value;
  return {
    by: to,
    accept: () => {
      const id = randomBytes(16).toString("base64url");
      take({ provider: "sendgrid", id, to, subject, text, html: html?.value });
      return { status: 202, headers: { "x-message-id": id, "content-length": "0" } };
    },
    fail: (status) =>
      status === 400
        ? refusal(400, `The to address ${to} is blocked`, "personalizations.0.to.0.email")
        : refusal(status, failures[status] ?? "error"),
  };
};
