import { auditOf } from "#auth";
import type { Caller } from "#platform/caller";
import { findCardNumbers, mayHoldCardNumber } from "#platform/card-number";
import type { Platform } from "#platform/platform";
import { cardNumberRefused, type FieldError, invalidRequest } from "#platform/problem";
import { businessNow } from "#platform/sandbox";
import type { Upload } from "#platform/upload";
import { announceSoon, bringIntoForce } from "./announce-lists.ts";
import { type EntryDraft, saveEntries } from "./entry-changes.ts";
import { importRefused, listFull, listNotFound } from "./errors.ts";
import { mustFindOwn } from "./find-list.ts";
import { type CheckedLine, checkLines } from "./import-lines.ts";
import { listKeyOf } from "./list-keys.ts";
import { type ListRow, MOST_ENTRIES } from "./list-store.ts";
import { readCsv } from "./read-csv.ts";
import { type ImportReport, importModes } from "./schemas.ts";
import { sealEntries } from "./sealed-entries.ts";

/** Fifty thousand lines with a reason each. */
export const MOST_IMPORT_BYTES = 8 * 1024 * 1024;
/** Who has more bad lines than this has one mistake many times. */
const MOST_TOLD = 1000;

/**
 * Adds the lines of a CSV file to a list in one transaction: `value`, and where it has them `reason`, `reference` and
 * `expires_at`. By `mode` a bad line keeps out the whole file, or itself alone; a card number always the whole file.
 */
export async function importEntries(
  platform: Platform,
  caller: Caller,
  listId: string,
  readForm: () => Promise<Upload>,
  requestId: string,
): Promise<ImportReport> {
  const list = await mustFindOwn(platform, caller.organizationId, listId);
  const { text, mode } = readParts(await readForm());
  if (mayHoldCardNumber(text)) refuseCardNumbers(text);
  const { good, bad, lines } = checkLines(list.subject, readCsv(text), businessNow(platform));
  const rejected = bad.slice(0, MOST_TOLD);
  if (mode === "all_or_nothing" && bad.length > 0)
    throw importRefused({
      detail: `${bad.length} of ${lines} lines`,
      errors: rejected.map(({ line, reason }) => ({ path: `file.${line}`, message: reason })),
    });
  if (good.length > MOST_ENTRIES) throw listFull(`At most ${MOST_ENTRIES}, and the file has ${good.length}`);
  const added = good.length === 0 ? 0 : await addLines(platform, caller, list, good, requestId);
  return {
    mode,
    lines,
    added,
    already_listed: good.length - added,
    rejected: bad.length,
    rejected_lines: rejected,
  };
}

async function addLines(
  platform: Platform,
  caller: Caller,
  list: ListRow,
  lines: readonly CheckedLine[],
  requestId: string,
): Promise<number> {
  const { organizationId, id: listId, subject } = list;
  const at = businessNow(platform);
  const named = lines.map((line) => ({ ...line, id: platform.newId("lse") }));
  const said = named.map(({ id, value, reason, reference }) => ({ id, value: value.shown, reason, reference }));
  const sealed = await sealEntries(platform, { organizationId, listId, subject }, said);
  const drafts = named.map(
    ({ id, value, expiresAt }, i): EntryDraft => ({
      id,
      valueKey: listKeyOf(platform.sealer, organizationId, subject, value.form),
      prefix: value.prefix,
      sealed: sealed[i] ?? null,
      createdBy: caller.id,
      createdAt: at,
      expiresAt,
      untold: null,
    }),
  );
  const action = "list_entries.imported" as const;
  const changes = { lines: [null, String(lines.length)] as const };
  const audit = auditOf(platform, { organizationId, actor: caller, action, target: listId, requestId, changes });
  await announceSoon(platform, organizationId);
  const added = await saveEntries(platform.db, { organizationId, listId }, drafts, { at, now: platform.now() }, audit);
  if (added === "gone") throw listNotFound();
  if (added === "full") throw listFull(`At most ${MOST_ENTRIES}, nothing of the file was added`);
  await bringIntoForce(platform, organizationId);
  return added.length;
}

function readParts({ files, texts }: Upload): { text: string; mode: ImportReport["mode"] } {
  const errors: FieldError[] = [...files.keys(), ...texts.keys()]
    .filter((name) => name !== "file" && name !== "mode")
    .map((name) => ({ path: name.slice(0, 60), message: "Unknown part" }));
  const mode = importModes.find((one) => one === (texts.get("mode") ?? "all_or_nothing"));
  if (!mode) errors.push({ path: "mode", message: `Must be ${importModes.join(" or ")}` });
  const file = files.get("file");
  if (!file) errors.push({ path: "file", message: "Is missing" });
  const text = file && readText(file);
  if (file && text === undefined) errors.push({ path: "file", message: "Must be UTF-8" });
  if (errors.length > 0 || text === undefined || !mode) throw invalidRequest({ errors });
  return { text, mode };
}

function readText(file: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(file);
  } catch {
    return undefined;
  }
}

/** Line by line, since numbers that stand below one another are not one number. */
function refuseCardNumbers(text: string): void {
  const errors = text.split("\n").flatMap((line, i) => findCardNumbers(line, `file.${i + 1}`));
  if (errors.length > 0) throw cardNumberRefused({ errors: errors.slice(0, MOST_TOLD) });
}
