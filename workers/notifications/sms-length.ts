/** GSM 03.38: the basic alphabet, and what takes two places behind an escape. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");

/** In how many parts a text travels: 160 places in one or 153 in each of several; in UCS-2 70 and 67. */
export function smsParts(text: string): number {
  let places = 0;
  for (const sign of text) {
    if (BASIC.has(sign)) places += 1;
    else if (EXTENDED.has(sign)) places += 2;
    else return partsOf(text.length, 70, 67);
  }
  return partsOf(places, 160, 153);
}

const partsOf = (places: number, alone: number, each: number) => (places <= alone ? 1 : Math.ceil(places / each));

const plainer: Record<string, string> = {
  ʻ: "'",
  ʼ: "'",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "—": "-",
  "–": "-",
  "…": "...",
  "\u00a0": " ",
};

/** Signs that would make every part half as long, by those that people write on a phone. */
export const toSmsText = (text: string): string => text.replace(/[ʻʼ‘’“”«»—–…\u00a0]/g, (sign) => plainer[sign]!);
