import { env, exports } from "cloudflare:workers";
import { api, bodyOf } from "./api.ts";

type Caller = { token: string };
export type List = {
  list_id: string;
  name: string;
  kind: string;
  subject_type: string;
  entries: number;
  system: boolean;
};
export type Entry = {
  entry_id: string;
  value: string | null;
  reason: string | null;
  reference: string | null;
  status: string;
  expires_at: string | null;
  removed_by: string | null;
};
export type Report = {
  lines: number;
  added: number;
  already_listed: number;
  rejected: number;
  rejected_lines: { line: number; reason: string }[];
};
export type Page<Item> = { data: Item[]; next_cursor: string | null };

const path = "/api/antifraud/lists";
let count = 0;

export const postList = (caller: Caller, changes: object = {}) =>
  api(caller).post(path, { name: `List ${++count}`, kind: "block", subject_type: "user", ...changes });

/** A list of the caller's organisation: of users, that blocks, unless told otherwise. */
export async function listed(caller: Caller, changes: object = {}): Promise<List> {
  const answer = await postList(caller, changes);
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<List>(answer);
}

export const postEntry = (caller: Caller, listId: string, body: object) =>
  api(caller).post(`${path}/${listId}/entries`, body);

/** A value on a list. */
export async function entered(caller: Caller, listId: string, value: string, more: object = {}): Promise<Entry> {
  const answer = await postEntry(caller, listId, { value, ...more });
  if (answer.status !== 201) throw new Error(await answer.text());
  return bodyOf<Entry>(answer);
}

export const entriesOf = async (caller: Caller, listId: string, query = "") =>
  bodyOf<Page<Entry>>(await api(caller).get(`${path}/${listId}/entries${query}`));

/** Sends a CSV file; `mode` as the service has it, unless told. */
export function importFile(caller: Caller, listId: string, csv: string, mode?: string): Promise<Response> {
  const form = new FormData();
  form.set("file", new Blob([csv]), "list.csv");
  if (mode !== undefined) form.set("mode", mode);
  return exports.default.fetch(
    new Request(`https://api.test${path}/${listId}/import`, {
      method: "POST",
      body: form,
      headers: { authorization: `Bearer ${caller.token}` },
    }),
  );
}

/** How many entries a list has by its row, and how many rows say so. */
export async function numbersOf(organizationId: string, listId: string): Promise<[counted: number, rows: number]> {
  const row = await env.DB.prepare(
    `SELECT entries, (SELECT count(*) FROM antifraud_list_entries AS entry WHERE entry.organization_id = list.organization_id
      AND entry.list_id = list.id AND removed_in IS NULL) AS found
    FROM antifraud_lists AS list WHERE organization_id = ? AND id = ?`,
  )
    .bind(organizationId, listId)
    .first<{ entries: number; found: number }>();
  return [row?.entries ?? -1, row?.found ?? -1];
}
