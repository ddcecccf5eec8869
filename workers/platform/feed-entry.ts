import { isOfType, type OwnedEvent } from "./events.ts";
import type { Localized } from "./i18n.ts";

/** What a module tells those who watch. The feed adds its number, the organisation's name and the watcher's language. */
export type FeedEntry = {
  /** Unique in its organisation, whatever module it is of: what is told twice is shown once. */
  id: string;
  event_type: string;
  timestamp: string;
  module: string;
  details: Record<string, string | number | boolean | null>;
  /** More details, that tell of people: only for those who have the permission `opens`. */
  personal: Record<string, string | number | boolean | null>;
  opens: string;
  /** Whom it is about, so that an erasure finds it: a payer's id; null where it is about nobody. */
  subject: string | null;
  /** Shown as `reason` among the details. */
  reason: Localized | null;
};

/** What is shown of one platform event. */
export type FeedSource = {
  source: OwnedEvent["type"];
  /** Pure: the same event always gives the same entries. */
  read: (event: OwnedEvent) => readonly FeedEntry[];
};

/** Declares what is shown of events of one type. */
export function defineFeedSource<Type extends OwnedEvent["type"]>(entry: {
  source: Type;
  read: (event: Extract<OwnedEvent, { type: Type }>) => readonly FeedEntry[];
}): FeedSource {
  return { ...entry, read: (event) => (isOfType(event, entry.source) ? entry.read(event) : []) };
}
