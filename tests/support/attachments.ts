import { exports } from "cloudflare:workers";
import type { Attachment } from "../../workers/antifraud/attachments/schemas.ts";
import { api, bodyOf } from "./api.ts";

type Caller = { token: string };

export const filesOf = (transactionId: string, rest = "") =>
  `/api/antifraud/transactions/${transactionId}/attachments${rest}`;

/** The smallest thing that begins as a PNG, another one each time. */
export const aPicture = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...crypto.getRandomValues(new Uint8Array(32))]);

/** Sends a file as a browser does. */
export function attach(
  caller: Caller,
  transactionId: string,
  content: Uint8Array<ArrayBuffer> | string = aPicture(),
  {
    name = "evidence.png",
    headers = {},
    part = "file",
  }: { name?: string; headers?: Record<string, string>; part?: string } = {},
): Promise<Response> {
  const form = new FormData();
  form.set(part, new File([content], name, { type: "application/x-claims-to-be-anything" }));
  return exports.default.fetch(
    new Request(`https://api.test${filesOf(transactionId)}`, {
      method: "POST",
      headers: { authorization: `Bearer ${caller.token}`, ...headers },
      body: form,
    }),
  );
}

export async function attached(
  caller: Caller,
  transactionId: string,
  content?: Uint8Array<ArrayBuffer> | string,
  name?: string,
) {
  const answer = await attach(caller, transactionId, content, name === undefined ? {} : { name });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return bodyOf<Attachment>(answer);
}

export const listed = async (caller: Caller, transactionId: string, query = "") =>
  bodyOf<{ data: Attachment[]; next_cursor: string | null }>(await api(caller).get(filesOf(transactionId, query)));

export const download = (caller: Caller, { id, transaction_id }: Attachment) =>
  api(caller).get(filesOf(transaction_id, `/${id}`));
