import { correctionOf } from "./qr-correction.ts";

/** By version from 1 on, at the lowest level of correction: code words in all, those of correction in a block, blocks (ISO/IEC 18004, table 9). */
const versions: readonly (readonly [total: number, correction: number, blocks: number])[] = [
  [26, 7, 1],
  [44, 10, 1],
  [70, 15, 1],
  [100, 20, 1],
  [134, 26, 1],
  [172, 18, 2],
  [196, 20, 2],
  [242, 24, 2],
  [292, 30, 2],
  [346, 18, 4],
  [404, 20, 4],
  [466, 24, 4],
  [532, 26, 4],
];

/** Rows of modules, true for a dark one. */
export type Matrix = boolean[][];

/** A text as a QR code (ISO/IEC 18004, bytes, level L); undefined of one that is longer than 425 bytes. */
export function qrMatrix(text: string): Matrix | undefined {
  const bytes = new TextEncoder().encode(text);
  const version =
    1 +
    versions.findIndex(([total, correction, blocks], index) => {
      const headerBytes = index < 9 ? 2 : 3;
      return bytes.length + headerBytes <= total - correction * blocks;
    });
  const sizes = versions[version - 1];
  if (!sizes) return undefined;
  const [total, correction, blocks] = sizes;
  const words = interleave(dataWords(bytes, version, total - correction * blocks), correction, blocks);
  const drawn = Array.from({ length: 8 }, (_, mask) => draw(version, words, mask));
  return drawn.reduce((best, other) => (unevenness(other) < unevenness(best) ? other : best));
}

/** Mode, length and the bytes, filled up to the size of the version. */
function dataWords(bytes: Uint8Array, version: number, size: number): number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, size * 8 - bits.length));
  while (bits.length % 8 > 0) bits.push(0);
  const words = Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((word, bit) => word * 2 + bit, 0),
  );
  for (let pad = 0; words.length < size; pad++) words.push(pad % 2 === 0 ? 0xec : 0x11);
  return words;
}

/** The words of all blocks in turn, then those of their correction; the last blocks are longer by one where it does not divide. */
function interleave(words: number[], correction: number, count: number): number[] {
  const short = Math.floor(words.length / count);
  const longer = words.length % count;
  let from = 0;
  const blocks = Array.from({ length: count }, (_, index) => {
    const length = short + (index >= count - longer ? 1 : 0);
    const block = words.slice(from, from + length);
    from += length;
    return block;
  });
  const inTurn = (of: number[][], length: number) =>
    Array.from({ length }, (_, at) => of.flatMap((block) => block[at] ?? [])).flat();
  return [
    ...inTurn(blocks, short + 1),
    ...inTurn(
      blocks.map((block) => correctionOf(block, correction)),
      correction,
    ),
  ];
}

/** Places everything: the patterns that a reader finds it by, how it is masked, and the words in their zigzag. */
function draw(version: number, words: readonly number[], mask: number): Matrix {
  const size = 17 + 4 * version;
  const matrix: (boolean | undefined)[][] = Array.from({ length: size }, () => Array(size).fill(undefined));
  const set = (row: number, column: number, isDark: boolean) => {
    const line = matrix[row];
    if (line && column >= 0 && column < size) line[column] = isDark;
  };
  const square = (row: number, column: number, reach: number, isDark: (distance: number) => boolean) => {
    for (let down = -reach; down <= reach; down++)
      for (let right = -reach; right <= reach; right++)
        set(row + down, column + right, isDark(Math.max(Math.abs(down), Math.abs(right))));
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const row of alignments(version))
    for (const column of alignments(version)) {
      const isCorner = (row === 6 && (column === 6 || column === size - 7)) || (row === size - 7 && column === 6);
      if (!isCorner) square(row, column, 2, (distance) => distance !== 1);
    }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    square(row, column, 4, (distance) => distance !== 2 && distance !== 4);
  const format = withCheck(0b01000 | mask, 10, 0b10100110111) ^ 0b101010000010010;
  for (let bit = 0; bit < 15; bit++) {
    const isDark = ((format >> bit) & 1) === 1;
    set(bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, isDark);
    set(8, bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, isDark);
  }
  set(size - 8, 8, true);
  if (version >= 7) {
    const told = withCheck(version, 12, 0b1111100100101);
    for (let bit = 0; bit < 18; bit++) {
      const isDark = ((told >> bit) & 1) === 1;
      set(Math.floor(bit / 3), size - 11 + (bit % 3), isDark);
      set(size - 11 + (bit % 3), Math.floor(bit / 3), isDark);
    }
  }
  place(matrix, words, masks[mask] ?? masks[0]!);
  return matrix.map((row) => row.map((isDark) => isDark === true));
}

/** Where the small squares have their middle, in rows and in columns. */
function alignments(version: number): number[] {
  if (version === 1) return [];
  const last = 10 + 4 * version;
  return version < 7 ? [6, last] : [6, (6 + last) / 2, last];
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Upwards and downwards in pairs of columns from the right, wherever nothing stands yet. */
function place(matrix: (boolean | undefined)[][], words: readonly number[], isMasked: (typeof masks)[number]): void {
  const size = matrix.length;
  let bit = 0;
  for (let pair = 0; pair < (size - 1) / 2; pair++) {
    const from = size - 1 - 2 * pair;
    const right = from <= 6 ? from - 1 : from;
    for (let step = 0; step < size; step++) {
      const row = pair % 2 === 0 ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const line = matrix[row]!;
        if (line[column] !== undefined) continue;
        const isDark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        line[column] = isDark !== isMasked(row, column);
        bit++;
      }
    }
  }
}

/** A value with the remainder of its division by the generator behind it. */
function withCheck(value: number, bits: number, generator: number): number {
  let rest = value << bits;
  for (let at = 31 - Math.clz32(rest); at >= bits; at = 31 - Math.clz32(rest)) rest ^= generator << (at - bits);
  return (value << bits) | rest;
}

/** How hard it is to read: long runs of one colour and squares of it (ISO/IEC 18004, 7.8.3, its first two features). */
function unevenness(matrix: Matrix): number {
  const size = matrix.length;
  let sum = 0;
  const run = (at: (place: number) => boolean | undefined) => {
    let length = 1;
    for (let place = 1; place <= size; place++) {
      if (place < size && at(place) === at(place - 1)) length++;
      else {
        if (length >= 5) sum += length - 2;
        length = 1;
      }
    }
  };
  for (let line = 0; line < size; line++) {
    run((place) => matrix[line]?.[place]);
    run((place) => matrix[place]?.[line]);
  }
  for (let row = 1; row < size; row++)
    for (let column = 1; column < size; column++) {
      const corner = matrix[row]?.[column];
      const others = [matrix[row - 1]?.[column], matrix[row]?.[column - 1], matrix[row - 1]?.[column - 1]];
      if (others.every((other) => other === corner)) sum += 3;
    }
  return sum;
}
