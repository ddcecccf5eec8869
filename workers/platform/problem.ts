import { z } from "@hono/zod-openapi";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { inWords } from "./complaints.ts";
import type { Language, Localized } from "./i18n.ts";

/** RFC 9457 body, plus the fields that a support ticket needs. `type` is relative to the origin that answered. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

/** `title` is for people, in their language; `detail` is for developers, in English. */
export type ProblemKind = { code: string; status: ContentfulStatusCode; title: Localized };

/** Where a request was wrong. Names the place, never the value: the value may be card or personal data. */
export type FieldError = { path: string; message: string };

/** As `FieldError`, where the message is for people too. */
export type LocalizedError = { path: string; message: string | Localized };

type ProblemExtras = { detail?: string; errors?: LocalizedError[]; headers?: Record<string, string> };

/** An error that the caller may see. Anything else that is thrown becomes a bare 500. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly extras: ProblemExtras;

  constructor(kind: ProblemKind, extras: ProblemExtras = {}) {
    super(extras.detail ?? kind.title.en);
    this.kind = kind;
    this.extras = extras;
  }

  toBody(requestId: string, language: Language): z.infer<typeof problemSchema> {
    const { code, status, title } = this.kind;
    const { detail, errors } = this.extras;
    return {
      type: `/docs/errors/${code}`,
      title: title[language],
      status,
      code,
      requestId,
      ...(detail && { detail }),
      ...(errors && {
        errors: errors.map(({ path, message }) => ({ path, message: told(message, language) })),
      }),
    };
  }
}

function told(message: string | Localized, language: Language): string {
  const words = typeof message === "string" ? inWords(message) : message;
  return typeof words === "string" ? words : words[language];
}

/** Every problem that a loaded module can answer with; the documentation pages and tests read it. */
export const problemCatalogue: ProblemKind[] = [];

/** Declares a problem next to the feature that answers with it, and returns the function that makes one. */
export function defineProblem(kind: ProblemKind) {
  problemCatalogue.push(kind);
  return Object.assign(
    (extras?: string | ProblemExtras) => new Problem(kind, typeof extras === "string" ? { detail: extras } : extras),
    {
      kind,
    },
  );
}

export const invalidRequest = defineProblem({
  code: "request.invalid",
  status: 422,
  title: {
    uz: "Soʻrovda xato bor",
    ru: "В запросе есть ошибки",
    en: "The request is not valid",
  },
});
export const malformedJson = defineProblem({
  code: "request.malformed_json",
  status: 400,
  title: {
    uz: "Soʻrov tanasi toʻgʻri JSON emas",
    ru: "Тело запроса — не корректный JSON",
    en: "The body is not valid JSON",
  },
});
export const wrongContentType = defineProblem({
  code: "request.wrong_content_type",
  status: 415,
  title: {
    uz: "Soʻrovni application/json sifatida yuboring",
    ru: "Отправьте запрос как application/json",
    en: "Send the request as application/json",
  },
});
export const bodyTooLarge = defineProblem({
  code: "request.body_too_large",
  status: 413,
  title: {
    uz: "Soʻrov hajmi juda katta",
    ru: "Слишком большой запрос",
    en: "The request is too large",
  },
});
export const cardNumberRefused = defineProblem({
  code: "request.card_number_refused",
  status: 422,
  title: {
    uz: "Karta raqami qabul qilinmaydi: oʻrniga token yuboring",
    ru: "Номера карт не принимаются: отправьте токен",
    en: "Card numbers are not accepted: send a token instead",
  },
});
export const tooManyRequests = defineProblem({
  code: "request.too_many",
  status: 429,
  title: {
    uz: "Soʻrovlar juda koʻp, birozdan keyin qayta urining",
    ru: "Слишком много запросов, повторите чуть позже",
    en: "Too many requests, try again shortly",
  },
});
export const routeNotFound = defineProblem({
  code: "request.route_not_found",
  status: 404,
  title: {
    uz: "Bunday manzil yoʻq",
    ru: "Такого адреса нет",
    en: "There is no such route",
  },
});
export const internalError = defineProblem({
  code: "internal",
  status: 500,
  title: {
    uz: "Bizda xatolik yuz berdi",
    ru: "Ошибка на нашей стороне",
    en: "Something failed on our side",
  },
});
