import { callApi, type Failure } from "./api.ts";
import type { Language } from "./api-types.ts";

/** Fetches a table of the API and gives it to the browser to keep; returns why it could not be had. */
export async function saveFile(path: string, name: string, language: Language): Promise<Failure | undefined> {
  const outcome = await callApi<Blob>(path, { language, asFile: true });
  if (!outcome.ok) return outcome.failure;
  const url = URL.createObjectURL(outcome.data);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to have begun to read it before its address is gone.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return undefined;
}
