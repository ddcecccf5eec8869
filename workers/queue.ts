import {
  announceAggregates,
  announceLists,
  announceModels,
  announceRules,
  applyLabels,
  countLabels,
  countOn,
  evaluateAlerts,
  fillAggregates,
  goOnWithBacktests,
  keepTrips,
  mailRuleHits,
  openReviews,
  projectDecisions,
  recordModelAlerts,
  recordTrips,
  reportAlerts,
  scoreChallengers,
  tellBlocks,
  tellVerdicts,
  watchModels,
} from "#antifraud";
import {
  extendChains,
  mailResets,
  mailSignIns,
  reportLocks,
  reportReuse,
  tellClients,
  tellPeople,
  tellWorkspaces,
} from "#auth";
import { recheckWatchers, tellWatchers } from "#dashboard";
import { modules, privacyParts } from "#modules";
import { sendNotifications } from "#notifications";
import { type PlatformEvent, unpackEvents } from "#platform/events";
import { describeFailure, log } from "#platform/log";
import { createPlatform, type Platform } from "#platform/platform";
import { forgetPast, resealOrganizations, runRequests } from "#privacy";
import { tellFollowers } from "#webhooks";

type Reaction<Type extends PlatformEvent["type"]> = (
  platform: Platform,
  events: readonly Extract<PlatformEvent, { type: Type }>[],
) => Promise<void>;

const webhookEvents = modules.flatMap((module) => module.webhookEvents ?? []);
// SAFETY: it is handed nothing but events that its catalogue is read from, which have an organisation.
const tellWebhooks = tellFollowers(webhookEvents) as Reaction<PlatformEvent["type"]>;
const feedSources = modules.flatMap((module) => module.dashboard?.feed ?? []);
// SAFETY: as with webhooks.
const tellFeed = tellWatchers(feedSources) as Reaction<PlatformEvent["type"]>;
/** Events that customers can follow, and those that are shown as they happen, have one reaction more each. */
const followed = new Set<PlatformEvent["type"]>(webhookEvents.map(({ source }) => source));
const shown = new Set<PlatformEvent["type"]>(feedSources.map(({ source }) => source));

/** Who reacts to which event. Every reaction takes repeats and any order. */
const reactions: { [Type in PlatformEvent["type"]]: readonly Reaction<Type>[] } = {
  "antifraud.decision_made": [projectDecisions, openReviews, scoreChallengers, mailRuleHits],
  "antifraud.labels_reported": [applyLabels, countLabels],
  "antifraud.verdicts_due": [tellVerdicts],
  "antifraud.transaction_reviewed": [],
  "antifraud.models_assigned": [announceModels],
  "antifraud.rules_changed": [announceRules],
  "antifraud.lists_changed": [announceLists, tellBlocks],
  "antifraud.entity_blocked": [],
  "antifraud.entity_unblocked": [],
  "antifraud.aggregates_changed": [announceAggregates],
  "antifraud.aggregate_fill_due": [fillAggregates],
  "antifraud.day_ended": [watchModels],
  "antifraud.counting_due": [countOn],
  "antifraud.backtests_due": [goOnWithBacktests],
  "antifraud.model_alert": [reportAlerts, recordModelAlerts],
  "antifraud.breaker_tripped": [keepTrips, recordTrips],
  "antifraud.alerts_due": [evaluateAlerts],
  "antifraud.alert_fired": [],
  "antifraud.alert_resolved": [],
  "auth.refresh_reused": [reportReuse],
  "auth.signed_in_anew": [mailSignIns],
  "auth.factor_locked": [reportLocks],
  "auth.password_forgotten": [mailResets],
  "auth.people_changed": [tellPeople],
  "auth.organization_changed": [tellWorkspaces],
  "auth.oauth_client_changed": [tellClients],
  "auth.access_changed": [recheckWatchers],
  "notifications.queued": [sendNotifications],
  "auth.audited": [extendChains],
  "privacy.requested": [runRequests(privacyParts)],
  "privacy.retention_due": [forgetPast(privacyParts)],
  "privacy.reseal_due": [resealOrganizations(privacyParts)],
};

const LONGEST_DELAY_SECONDS = 300;

/** Hands a batch to its reactions; what one of them refuses comes back later, and is ignored by those that had it. */
export async function queue(batch: MessageBatch<string>, env: Env, ctx: ExecutionContext): Promise<void> {
  const platform = createPlatform(env, { defer: (work) => ctx.waitUntil(work) });
  const byType = Map.groupBy(
    batch.messages.flatMap(({ body }) => unpackEvents(body)),
    ({ type }) => type,
  );
  // Together, since a slow mail provider shall not hold up decisions of the same batch.
  const taken = await Promise.all([...byType].map(([type, events]) => react(platform, type, events)));
  if (taken.every(Boolean)) return batch.ackAll();
  for (const message of batch.messages)
    message.retry({ delaySeconds: Math.min(2 ** message.attempts, LONGEST_DELAY_SECONDS) });
}

/** Whether every reaction took the events of a type. */
async function react(platform: Platform, type: PlatformEvent["type"], events: readonly PlatformEvent[]) {
  // SAFETY: the events of a group are of its type.
  const own = reactions[type] as readonly ((platform: Platform, events: readonly PlatformEvent[]) => Promise<void>)[];
  const all = [...own, ...(followed.has(type) ? [tellWebhooks] : []), ...(shown.has(type) ? [tellFeed] : [])];
  const results = await Promise.allSettled(all.map((reaction) => reaction(platform, events)));
  const failed = results.find((result) => result.status === "rejected");
  if (!failed) return true;
  log("error", "events not taken, retried later", { type, events: events.length, ...describeFailure(failed.reason) });
  return false;
}
