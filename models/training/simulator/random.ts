/** A seeded stream of random numbers (sfc32 of PractRand, public domain): the same seed gives the same stream on every host. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spare: number | null = null;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.imul(seed, 0x9e3779b9) | 0;
    this.#c = 0x5eed1e55;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** Uniform over [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Uniform over [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number over [low, high], both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** One of a list, as likely as its weight. */
  weighted<T extends { weight: number }>(list: readonly T[]): T {
    let total = 0;
    for (const { weight } of list) total += weight;
    let left = this.next() * total;
    for (const item of list) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return list.at(-1)!;
  }

  /** Standard normal, by the polar method. */
  normal(): number {
    if (this.#spare !== null) {
      const value = this.#spare;
      this.#spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = y * factor;
      return x * factor;
    }
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** A Poisson count by Knuth's product method, which suits means below 20. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }

  /** Hexadecimal digits of the length, with a letter at every seventh place, so that no run of digits can be a card number. */
  hex(length: number): string {
    let text = "";
    for (let i = 0; i < length; i++) text += i % 7 === 6 ? "c" : "0123456789abcdef"[Math.floor(this.next() * 16)]!;
    return text;
  }
}
