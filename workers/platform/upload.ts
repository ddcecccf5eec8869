import type { Context } from "hono";
import { findCardNumbers, mayHoldCardNumber } from "./card-number.ts";
import { bodyTooLarge, cardNumberRefused, defineProblem, type FieldError } from "./problem.ts";

export const notAForm = defineProblem({
  code: "request.not_a_form",
  status: 415,
  title: {
    uz: "Soʻrovni multipart/form-data sifatida yuboring",
    ru: "Отправьте запрос как multipart/form-data",
    en: "Send the request as multipart/form-data",
  },
});
export const malformedForm = defineProblem({
  code: "request.malformed_form",
  status: 400,
  title: {
    uz: "Forma toʻgʻri tuzilmagan",
    ru: "Форма составлена неверно",
    en: "The form is not valid",
  },
});

/** The parts of a form by name: files as bytes, with what their senders call them, everything else as text. */
export type Upload = {
  files: Map<string, Uint8Array<ArrayBuffer>>;
  fileNames: Map<string, string>;
  texts: Map<string, string>;
};

/**
 * Reads an uploaded form of at most so many bytes; of a larger one the rest is never read. Only the named parts are taken
 * as files: all others are text, in which no card number may stand.
 */
export async function readUpload(c: Context, limits: { maxBytes: number; files: readonly string[] }): Promise<Upload> {
  const type = c.req.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) throw notAForm();
  const body = await readLimited(c.req.raw, limits.maxBytes);
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => {
    throw malformedForm("The body does not follow its boundary");
  });
  const upload: Upload = { files: new Map(), fileNames: new Map(), texts: new Map() };
  const errors: FieldError[] = [];
  // SAFETY: workers-types leaves entries() untyped; a part is text or a file.
  for (const [name, part] of form.entries() as Iterable<[string, string | File]>) {
    if (upload.files.has(name) || upload.texts.has(name)) throw malformedForm("A part is there twice");
    if (limits.files.includes(name)) {
      if (typeof part !== "string") upload.fileNames.set(name, part.name);
      upload.files.set(
        name,
        typeof part === "string" ? encoder.encode(part) : new Uint8Array(await part.arrayBuffer()),
      );
      continue;
    }
    const text = typeof part === "string" ? part : await part.text();
    upload.texts.set(name, text);
    if (mayHoldCardNumber(text)) errors.push(...findCardNumbers(parsed(text), name));
  }
  if (errors.length > 0) throw cardNumberRefused({ errors });
  return upload;
}

const encoder = new TextEncoder();

async function readLimited(request: Request, maxBytes: number): Promise<Blob> {
  const tooLarge = () => bodyTooLarge(`At most ${maxBytes} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return new Blob(chunks);
}

/** A JSON value where it is one; other text as it stands. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
