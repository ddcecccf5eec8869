import { auditRead } from "#auth";
import type { Caller } from "#platform/caller";
import type { Platform } from "#platform/platform";
import type { PrivacyPart } from "#platform/privacy";
import { KeyDestroyed } from "#platform/subject-keys";
import { openRequest } from "./ask.ts";
import { exportExpired, exportNotReady } from "./errors.ts";
import type { RequestRow } from "./store.ts";
import { folderOf, nameOfFile, placeOfFile } from "./write-export.ts";

/**
 * An export as one JSON document: what is kept in general and why, then every record. That it was read goes on record before.
 */
export async function downloadExport(
  platform: Platform,
  caller: Caller,
  parts: readonly PrivacyPart[],
  row: RequestRow,
  requestId: string,
): Promise<ReadableStream<Uint8Array>> {
  if (row.kind !== "export" || (row.state !== "done" && row.finishedAt === null)) throw exportNotReady();
  if (row.parts === null || row.run === null || (row.expiresAt ?? 0) <= platform.now()) throw exportExpired();
  const { id: subject } = await openRequest(platform, row);
  const head = headOf(platform, row, parts, subject);
  const folder = folderOf(row, row.run);
  // The first file is opened before the answer begins, so that an export of somebody erased since is a clear refusal.
  const first = row.parts > 0 ? await openFile(platform, nameOfFile(folder, 0)) : "";
  await auditRead(platform, caller, { action: "privacy.export_downloaded", target: row.id }, requestId);
  const encoder = new TextEncoder();
  const files = row.parts;
  let next = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`${head}"records":[`)),
    async pull(controller) {
      if (next < files) {
        const text = next === 0 ? first : `,\n${await openFile(platform, nameOfFile(folder, next))}`;
        controller.enqueue(encoder.encode(text));
        next++;
        return;
      }
      controller.enqueue(encoder.encode("]}\n"));
      controller.close();
    },
  });
}

async function openFile({ env, sealer }: Platform, name: string): Promise<string> {
  const file = await env.PRIVACY.get(name);
  if (!file) throw exportExpired();
  return sealer.open(await file.text(), placeOfFile(name)).catch((failure) => {
    throw failure instanceof KeyDestroyed ? exportExpired() : failure;
  });
}

/** The document up to its records. */
function headOf(
  { language }: Platform,
  row: RequestRow,
  parts: readonly PrivacyPart[],
  subject: string | null,
): string {
  const classes = parts
    .flatMap(({ classes }) => classes)
    .filter(({ about }) => about.includes(row.subjectType))
    .map(({ name, title, ground, period, onErasure, why }) => ({
      class: name,
      title: title[language],
      ground,
      period: period[language],
      on_erasure: onErasure,
      ...(why && { why: why[language] }),
    }));
  const head = {
    id: row.id,
    organization_id: row.organizationId,
    subject: { type: row.subjectType, id: subject },
    generated_at: new Date(row.finishedAt ?? row.createdAt).toISOString(),
    counts: row.counts,
    classes,
  };
  return `${JSON.stringify(head).slice(0, -1)},\n`;
}
