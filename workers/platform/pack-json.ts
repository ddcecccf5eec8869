import { Buffer } from "node:buffer";

/** JSON texts packed, in order, into as few lists as may be; each is the JSON of a list of at most so many bytes, or of one text. */
export function packJson(texts: readonly string[], mostBytes: number): string[] {
  const lists: string[] = [];
  let together: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    const size = Buffer.byteLength(text) + 1;
    if (together.length > 0 && bytes + size > mostBytes) {
      lists.push(`[${together.join(",")}]`);
      together = [];
      bytes = 0;
    }
    together.push(text);
    bytes += size;
  }
  if (together.length > 0) lists.push(`[${together.join(",")}]`);
  return lists;
}
