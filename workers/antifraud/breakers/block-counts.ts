import { BASELINE_MINUTES, type Band, LONGEST_WINDOW, type Sample } from "./band.ts";

/** What a payment was held against that could block it, and what of that wanted to. */
export type Watched = { asked: readonly string[]; blocks: readonly string[] };

/** One minute as it is kept. */
export type MinuteCounts = Record<string, [asked: number, blocks: number]>;

/** So many minutes are known; a later one takes the place of the one that many before. */
export const MINUTES_KNOWN = BASELINE_MINUTES + LONGEST_WINDOW;

/** How often each rule, and the model, was asked and wanted to block, by the minute, for a day and an hour. */
export class BlockCounts {
  /** Which minute stands in which place. */
  readonly #minutes = new Float64Array(MINUTES_KNOWN).fill(-1);
  readonly #asked = new Map<string, Uint32Array>();
  readonly #blocks = new Map<string, Uint32Array>();

  /** Counts a payment of a minute. One that lies further back than what is known changes nothing. */
  count(minute: number, { asked, blocks }: Watched): void {
    const place = this.#placeFor(minute);
    if (place === undefined) return;
    for (const ref of asked) this.#columnOf(this.#asked, ref)[place]!++;
    for (const ref of blocks) this.#columnOf(this.#blocks, ref)[place]!++;
  }

  /** What is known of a reference from one minute to another, both included. */
  sample(ref: string, from: number, to: number): Sample {
    const [asked, blocks] = [this.#asked.get(ref), this.#blocks.get(ref)];
    const sum: Sample = { asked: 0, blocks: 0 };
    for (let minute = Math.max(0, from); minute <= to; minute++) {
      const place = minute % MINUTES_KNOWN;
      if (this.#minutes[place] !== minute) continue;
      sum.asked += asked?.[place] ?? 0;
      sum.blocks += blocks?.[place] ?? 0;
    }
    return sum;
  }

  /** What a band looks at in a minute: its window, and the day before that. */
  samples(ref: string, minute: number, { windowMinutes }: Pick<Band, "windowMinutes">) {
    const first = minute - windowMinutes + 1;
    return {
      window: this.sample(ref, first, minute),
      baseline: this.sample(ref, first - BASELINE_MINUTES, first - 1),
    };
  }

  /** Forgets the window of a reference, so that an excess never becomes the habit; tells which minutes changed. */
  forgetWindow(ref: string, minute: number, { windowMinutes }: Pick<Band, "windowMinutes">): number[] {
    const changed: number[] = [];
    for (let at = Math.max(0, minute - windowMinutes + 1); at <= minute; at++) {
      const place = at % MINUTES_KNOWN;
      if (this.#minutes[place] !== at) continue;
      for (const column of [this.#asked.get(ref), this.#blocks.get(ref)]) column?.fill(0, place, place + 1);
      changed.push(at);
    }
    return changed;
  }

  /** Everything that was ever asked. */
  get refs(): string[] {
    return [...this.#asked.keys()];
  }

  /** A minute as it is to be kept. */
  minute(minute: number): MinuteCounts {
    const place = minute % MINUTES_KNOWN;
    if (this.#minutes[place] !== minute) return {};
    return Object.fromEntries(
      [...this.#asked.keys()].flatMap((ref) => {
        const [asked = 0, blocks = 0] = [this.#asked.get(ref)?.[place], this.#blocks.get(ref)?.[place]];
        return asked + blocks > 0 ? [[ref, [asked, blocks]]] : [];
      }),
    );
  }

  /** Takes a minute as it was kept. */
  restore(minute: number, counts: MinuteCounts): void {
    const place = this.#placeFor(minute);
    if (place === undefined) return;
    for (const [ref, [asked, blocks]] of Object.entries(counts)) {
      this.#columnOf(this.#asked, ref)[place] = asked;
      this.#columnOf(this.#blocks, ref)[place] = blocks;
    }
  }

  #placeFor(minute: number): number | undefined {
    const place = minute % MINUTES_KNOWN;
    const holds = this.#minutes[place]!;
    if (holds > minute) return undefined;
    if (holds < minute) {
      for (const columns of [this.#asked, this.#blocks]) for (const column of columns.values()) column[place] = 0;
      this.#minutes[place] = minute;
    }
    return place;
  }

  #columnOf(columns: Map<string, Uint32Array>, ref: string): Uint32Array {
    const column = columns.get(ref) ?? new Uint32Array(MINUTES_KNOWN);
    columns.set(ref, column);
    return column;
  }
}
