/** A message as the feed handles it: what its details are is its module's business. */
export type ActivityMessage = {
  event_type: string;
  timestamp: string;
  module: string;
  organization: string;
  details: Record<string, unknown>;
};
/** The same with its number in the feed. */
export type FeedMessage = ActivityMessage & { event_id: number };
