import { Zip, ZipDeflate } from "fflate";
import type { Cell, TableFile } from "./table-file.ts";

/** Days between the beginnings of the two calendars: 1899-12-30 and 1970-01-01. */
const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;
/** What one cell takes. */
const MOST_CHARACTERS = 32_767;
/** Text of tables shrinks to a tenth at the quickest level already. */
const LEVEL = 1;
const COLUMN_WIDTH = 22;

/** Places of the cell formats in `styles`. */
const TIME_STYLE = 1;
const HEADING_STYLE = 2;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The parts of a workbook of one sheet, but for the sheet itself (ECMA-376, part 1, §12). */
const parts = (sheetName: string): Record<string, string> => ({
  "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${toXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
});

/**
 * A workbook of one sheet in SpreadsheetML, its first row standing still. Texts stand in their cells, not in a table of strings
 * that would have to be known before the first row, so that no more than the rows of one call is ever held.
 */
export function xlsxFile(sheetName: string): TableFile {
  const encoder = new TextEncoder();
  const written: Uint8Array[] = [];
  const zip = new Zip((failure, bytes) => {
    if (failure) throw failure;
    written.push(bytes);
  });
  const sheet = new ZipDeflate("xl/worksheets/sheet1.xml", { level: LEVEL });
  let references: string[] = [];
  let rowNumber = 0;
  const toRow = (cells: readonly Cell[], style?: number): string => {
    const row = ++rowNumber;
    return `<row r="${row}">${cells.map((cell, i) => toCell(`${references[i]}${row}`, cell, style)).join("")}</row>`;
  };
  const push = (text: string, isLast = false): Uint8Array => {
    sheet.push(encoder.encode(text), isLast);
    if (isLast) zip.end();
    return joined(written.splice(0));
  };
  return {
    begin(names) {
      references = names.map((_, i) => lettersOf(i));
      for (const [path, text] of Object.entries(parts(sheetName))) {
        const part = new ZipDeflate(path);
        zip.add(part);
        part.push(encoder.encode(XML + text), true);
      }
      zip.add(sheet);
      return push(
        `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${names.length}" width="${COLUMN_WIDTH}" customWidth="1"/></cols><sheetData>${toRow(names, HEADING_STYLE)}`,
      );
    },
    add: (rows) => push(rows.map((cells) => toRow(cells)).join("")),
    end: () => push("</sheetData></worksheet>", true),
  };
}

function toCell(reference: string, cell: Cell, style?: number): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (cell instanceof Date)
    return `<c r="${reference}" s="${TIME_STYLE}"><v>${cell.getTime() / DAY_MS + EPOCH_DAYS}</v></c>`;
  const styled = style === undefined ? "" : ` s="${style}"`;
  return `<c r="${reference}"${styled} t="inlineStr"><is><t xml:space="preserve">${toXml(cell.slice(0, MOST_CHARACTERS))}</t></is></c>`;
}

/** The letters of a column: A, B, … Z, AA. */
function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * A text as XML. What XML cannot hold stands as `_xHHHH_` (ECMA-376, part 1, §22.9.2.19), as a carriage return does, which XML would
 * take for a line feed; what looks like that already is kept from being read so.
 */
const toXml = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    )
    .replace(/[&<>"]/g, (character) => entities[character]!);

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
