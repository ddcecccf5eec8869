import type { Platform } from "#platform/platform";
import type { Counts, PrivacyPart, SubjectRecord } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import type { RequestRow } from "./store.ts";

/** Characters of JSON that one file holds, about. */
const FILE_LENGTH = 1_000_000;
const LISTED_AT_ONCE = 1000;

export const folderOf = ({ organizationId, id }: Pick<RequestRow, "organizationId" | "id">, run: string): string =>
  `exports/${organizationId}/${id}/${run}/`;
export const nameOfFile = (folder: string, file: number): string => folder + String(file).padStart(6, "0");
export const placeOfFile = (name: string): string => `r2:privacy|${name}`;

/**
 * Writes the records of a subject into files of R2, each an envelope under the subject's own key, so that an export does not
 * outlive an erasure. Every run writes into a folder of its own.
 */
export async function writeExport(
  platform: Platform,
  parts: readonly PrivacyPart[],
  row: RequestRow,
  run: string,
  subject: Subject,
): Promise<{ counts: Counts; files: number }> {
  const { env, sealer } = platform;
  const { organizationId } = row;
  const folder = folderOf(row, run);
  const counts: Counts = {};
  let files = 0;
  let waiting: string[] = [];
  let length = 0;
  const write = async () => {
    if (waiting.length === 0) return;
    const name = nameOfFile(folder, files);
    await env.PRIVACY.put(
      name,
      await sealer.sealFor(organizationId, [subject], waiting.join(",\n"), placeOfFile(name)),
    );
    files++;
    waiting = [];
    length = 0;
  };
  const keep = async (record: SubjectRecord) => {
    counts[record.class] = (counts[record.class] ?? 0) + 1;
    const text = JSON.stringify(record);
    waiting.push(text);
    length += text.length;
    if (length >= FILE_LENGTH) await write();
  };
  for (const { exportOf } of parts)
    for await (const records of exportOf?.(platform, organizationId, subject) ?? [])
      for (const record of records) await keep(record);
  await write();
  return { counts, files };
}

/** Deletes what a run wrote, or everything of a request. */
export async function dropExport(env: Env, row: RequestRow, run?: string): Promise<void> {
  const prefix = run === undefined ? folderOf(row, "").slice(0, -1) : folderOf(row, run);
  for (;;) {
    const { objects } = await env.PRIVACY.list({ prefix, limit: LISTED_AT_ONCE });
    if (objects.length === 0) return;
    await env.PRIVACY.delete(objects.map(({ key }) => key));
  }
}
