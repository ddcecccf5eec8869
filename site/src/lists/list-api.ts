import { callApi, type Outcome } from "../api.ts";
import type { Language, ListEntry, ListImportReport, PaymentList } from "../api-types.ts";
import { sendCommand } from "../command.ts";
import { queryOf } from "../paths.ts";

export const LISTS = "/api/antifraud/lists";

export const listPath = (listId: string): string => `${LISTS}/${encodeURIComponent(listId)}`;
export const entryPath = (listId: string, entryId: string): string =>
  `${listPath(listId)}/entries/${encodeURIComponent(entryId)}`;

export type EntryView = "active" | "removed";

/** The entries of a list, those of now or of the past; of a value those that hold it. */
export const entriesPath = (listId: string, status: EntryView, value: string): string =>
  `${listPath(listId)}/entries${queryOf({ limit: "100", status, value })}`;

/** Why a value is on a list and until when; neither expiry means for good. */
export type Said = { reason?: string; reference?: string; expires_at?: string; preset?: "regulator_72h" };

export const addEntry = (language: Language, listId: string, body: Said & { value: string }) =>
  sendCommand<ListEntry>(`${listPath(listId)}/entries`, language, { body });

export const changeEntry = (language: Language, entry: ListEntry, body: Said, ifMatch?: string) =>
  sendCommand<ListEntry>(entryPath(entry.list_id, entry.entry_id), language, { method: "PUT", body, ifMatch });

export const removeEntry = (language: Language, { list_id, entry_id }: ListEntry): Promise<Outcome<void>> =>
  sendCommand(entryPath(list_id, entry_id), language, { method: "DELETE" });

/** Puts a value back that was just taken off, as it was. */
export const returnEntry = (language: Language, { list_id, value, reason, reference, expires_at }: ListEntry) =>
  addEntry(language, list_id, {
    value: value ?? "",
    ...(reason && { reason }),
    ...(reference && { reference }),
    ...(expires_at && { expires_at }),
  });

export const importFile = (language: Language, listId: string, file: File, mode: ListImportReport["mode"]) => {
  const body = new FormData();
  body.set("file", file);
  body.set("mode", mode);
  return callApi<ListImportReport>(`${listPath(listId)}/import`, { method: "POST", body, language });
};

export const renameList = (
  language: Language,
  listId: string,
  body: { name: string; description: string },
  ifMatch?: string,
) => sendCommand<PaymentList>(listPath(listId), language, { method: "PUT", body, ifMatch });
