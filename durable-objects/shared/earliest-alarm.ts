/** The one alarm of an object, kept at the earliest of the times asked for, so that frequent calls do not put it off. */
export class EarliestAlarm {
  readonly #storage: DurableObjectStorage;
  #next: number | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Wakes the object at a time, epoch milliseconds, or before. */
  by(time: number): void {
    if (this.#next !== undefined && this.#next <= time) return;
    this.#next = time;
    void this.#storage.setAlarm(time);
  }

  /** The alarm rang: whatever is still to be done asks anew. */
  rang(): void {
    this.#next = undefined;
  }
}
