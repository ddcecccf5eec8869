/** A request as a service reads it. */
export type Asked = { method: string; path: string; headers: Headers; body: Uint8Array<ArrayBuffer> };

export type Answer = { status: number; headers?: Record<string, string>; body?: string };

/** A message that a service took. `id` is what it called the message. */
export type Taken = {
  provider: string;
  id: string;
  to: string;
  subject?: string;
  text: string;
  html?: string;
  blocks?: unknown;
};

/** A sound request: how the service answers, or how it fails where a test says so. `by` names recipient or account. */
export type Exchange = { by: string; accept: () => Answer; fail: (status: number) => Answer };

/** One outside service. It answers by itself what is not sound: a wrong key, a wrong field. */
export type Service = (asked: Asked, take: (message: Taken) => void) => Promise<Answer | Exchange>;

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
});

export const textOf = (asked: Asked): string => new TextDecoder().decode(asked.body);

/** The fields of a form, whichever of both encodings it has. */
export async function formOf(asked: Asked): Promise<Record<string, string>> {
  const form = await new Response(asked.body, { headers: asked.headers }).formData();
  const fields: Record<string, string> = {};
  form.forEach((value, name) => {
    fields[name] = String(value);
  });
  return fields;
}
