import { expect, it } from "vitest";
import { mediaTypeOf } from "../../workers/antifraud/attachments/media-type.ts";

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

it.each([
  ["a PDF", bytes("%PDF-1.7\n%\xe2\xe3\xcf\xd3"), "application/pdf"],
  ["a PNG", bytes("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "image/png"],
  ["a JPEG", bytes("\xff\xd8\xff\xe0\x00\x10JFIF"), "image/jpeg"],
  ["a WebP", bytes("RIFF\x24\x00\x00\x00WEBPVP8 "), "image/webp"],
  ["a text", utf8("Mijoz toʻlovni tasdiqladi.\nКлиент подтвердил платёж.\n"), "text/plain"],
  ["a text with a mark of its order", utf8("\ufeffMijoz"), "text/plain"],
  ["a page, which is a text as any other", utf8("<html><script>alert(1)</script></html>"), "text/plain"],
  ["a table", utf8("id,amount\r\n1,200\r\n2,300\r\n"), "text/csv"],
  ["a table with semicolons", utf8("id;amount\n1;200"), "text/csv"],
  ["a table with separators in quotes", utf8('id,note\n1,"a, b"\n'), "text/csv"],
  ["one line with a comma", utf8("Yes, it was them"), "text/plain"],
  ["lines with commas here and there", utf8("Yes, it was them\nNo, it, was not"), "text/plain"],
  ["a sound in the same box as a WebP", bytes("RIFF\x24\x00\x00\x00WAVEfmt "), null],
  ["a GIF", bytes("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff"), null],
  ["an archive", bytes("PK\x03\x04\x14\x00"), null],
  ["a program", bytes("MZ\x90\x00\x03"), null],
  ["a text in another alphabet's bytes", bytes("\xcf\xeb\xe0\xf2\xb8\xe6"), null],
  ["a text with a zero in it", utf8("a\0b"), null],
  ["a text with an escape in it", utf8("a\u001b[2Jb"), null],
  ["nothing but space", utf8(" \n\t "), null],
  ["a PDF that begins later", bytes("\x00\x00%PDF-1.7"), null],
  ["too little of a PNG", bytes("\x89PN"), null],
])("%s is told by its bytes", (_, file, type) => {
  expect(mediaTypeOf(file)?.type ?? null).toBe(type);
});
