/** x⁸ + x⁴ + x³ + x² + 1, by which the field of 256 is made (ISO/IEC 18004, 7.5.2). */
const FIELD = 0b100011101;

/** A product in the field. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * FIELD);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** The code words of correction of a block: the remainder of its division by the generator of that many roots. */
export function correctionOf(block: readonly number[], count: number): number[] {
  const generator = generatorOf(count);
  const rest: number[] = Array(count).fill(0);
  for (const word of block) {
    const factor = word ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [at, value] of generator.entries()) rest[at] = (rest[at] ?? 0) ^ multiply(value, factor);
  }
  return rest;
}

/** (x − 1)(x − 2)(x − 4)… without its first coefficient, which is one. */
function generatorOf(count: number): number[] {
  const values: number[] = [...Array(count - 1).fill(0), 1];
  let root = 1;
  for (let step = 0; step < count; step++) {
    for (let at = 0; at < count; at++) values[at] = multiply(values[at] ?? 0, root) ^ (values[at + 1] ?? 0);
    root = multiply(root, 2);
  }
  return values;
}
