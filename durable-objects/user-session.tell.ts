import { publishEvent } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import type { SessionNews } from "./user-session.news.ts";

const TELL_AGAIN_MS = 30_000;

/** Tells the news of a person's sessions, and wakes their object for what is left. */
export class NewsTeller {
  readonly #env: Env;
  readonly #storage: DurableObjectStorage;
  readonly #news: SessionNews;

  constructor(env: Env, storage: DurableObjectStorage, news: SessionNews) {
    this.#env = env;
    this.#storage = storage;
    this.#news = news;
  }

  /** Tells what is due, each until it is told. */
  async tell(): Promise<void> {
    for (const { id, event } of this.#news.due(Date.now())) {
      try {
        await publishEvent(this.#env, event);
        this.#news.told(id);
      } catch (failure) {
        log("error", "news of a session not told yet", { type: event.type, ...describeFailure(failure) });
        await this.wakeIn(TELL_AGAIN_MS);
      }
    }
    const { nextAt } = this.#news;
    if (nextAt !== null && nextAt > Date.now()) await this.wakeIn(nextAt - Date.now());
  }

  /** Wakes the object so much later, or before. */
  async wakeIn(ms: number): Promise<void> {
    const alarm = await this.#storage.getAlarm();
    const due = Date.now() + ms;
    if (alarm === null || alarm > due) await this.#storage.setAlarm(due);
  }
}
