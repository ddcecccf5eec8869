import { readFile } from "node:fs/promises";
import { create } from "fontkitten";
import sharp from "sharp";
import { TAGLINE } from "../i18n/index.ts";
import { ledger } from "../samples.ts";

export const cardSize = { width: 1200, height: 630 };

const inter = "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
/** The light theme of `ui/tokens.css`: a picture knows no custom properties. */
const colors = { paper: "#faf8f4", ink: "#1d1a16", quiet: "#6f685e", line: "#e2ddd4", accent: "#b3440c" };
const hues = { APPROVED: "#1c7440", UNDER_REVIEW: "#8a5700", BLOCKED: "#b42318" };
/** Units of the font. Its file opens at the regular weight only, so a stroke makes up the strong one. */
const STROKE = 64;
const AXIS = { left: 96, width: 1008, y: 520 };

/**
 * The picture that goes with shared links, as PNG: the tagline over the scores of the landing page's payments. Letters are
 * drawn from the outlines of the site's own font, so that it looks alike wherever it is built.
 */
export async function drawCard(): Promise<Uint8Array<ArrayBuffer>> {
  // Beside the package.json, from which every script of it runs.
  const font = create(await readFile(inter));
  if (font.isCollection) throw new Error("Inter is expected to be one font");
  const write = (text: string, x: number, baseline: number, size: number, color: string) => {
    const scale = size / font.unitsPerEm;
    let at = x;
    return [...text]
      .map((letter) => {
        const glyph = font.glyphForCodePoint(letter.codePointAt(0)!);
        const drawn = `<path transform="translate(${at} ${baseline}) scale(${scale} ${-scale})" d="${glyph.path.toSVG()}" fill="${color}" stroke="${color}" stroke-width="${STROKE}"/>`;
        at += glyph.advanceWidth * scale;
        return drawn;
      })
      .join("");
  };
  const [first = "", second = ""] = TAGLINE.split(", ");
  const { width, height } = cardSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${colors.paper}"/>
    <path transform="translate(92 76) scale(2)" d="M6.5 5h11L22 19H2z" fill="${colors.accent}"/>
    ${write("AI Foundry", 156, 112, 32, colors.ink)}
    ${write(`${first},`, 96, 270, 84, colors.ink)}
    ${write(second, 96, 366, 84, colors.ink)}
    ${axis()}
    ${[0, 500, 800, 1000].map((score) => write(String(score), xOf(score) - String(score).length * 6.5, AXIS.y + 64, 22, colors.quiet)).join("")}
  </svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer());
}

const xOf = (score: number) => AXIS.left + (score / 1000) * AXIS.width;

function axis(): string {
  const { left, width, y } = AXIS;
  const thresholds = [500, 800].map(
    (score) =>
      `<line x1="${xOf(score)}" x2="${xOf(score)}" y1="${y - 40}" y2="${y + 30}" stroke="${colors.quiet}" stroke-width="2" stroke-dasharray="4 6"/>`,
  );
  const marks = ledger.map(({ score, decision }) => {
    const shapes = {
      APPROVED: `<circle r="11" fill="${colors.paper}" stroke="${hues.APPROVED}" stroke-width="5"/>`,
      UNDER_REVIEW: `<path d="M0-17 17 0 0 17-17 0z" fill="${hues.UNDER_REVIEW}"/>`,
      BLOCKED: `<path d="M-14-14H14V14H-14z" fill="${hues.BLOCKED}"/>`,
    };
    return `<g transform="translate(${xOf(score)} ${y})">${shapes[decision]}</g>`;
  });
  return [
    `<line x1="${left}" x2="${left + width}" y1="${y}" y2="${y}" stroke="${colors.line}" stroke-width="3"/>`,
    ...thresholds,
    ...marks,
  ].join("");
}
