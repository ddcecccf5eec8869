import { callApi, type Outcome } from "./api.ts";
import type { Language } from "./api-types.ts";

/** Reads a file from the API and hands it to the browser to keep under a name. */
export async function saveFile(language: Language, path: string, name: string): Promise<Outcome<Blob>> {
  const outcome = await callApi<Blob>(path, { language, isFile: true });
  if (!outcome.ok) return outcome;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(outcome.data);
  link.download = name;
  link.click();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return outcome;
}
