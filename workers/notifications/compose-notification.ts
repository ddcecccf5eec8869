import { type Language, languages } from "#platform/i18n";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import type { NotificationRow } from "./store.ts";
import { type RecipientOf, type TemplateName, templates, type ValuesOf } from "./templates/index.ts";
import type { Channel } from "./templates/template.ts";

/** A message to one person. `language` is what the person prefers; one that we do not speak becomes Uzbek. */
export type NotificationDraft<Name extends TemplateName> = {
  organizationId: string;
  recipient: RecipientOf<Name>;
  language: string;
  template: Name;
  values: ValuesOf<Name>;
  /** Epoch milliseconds after which the message helps nobody; the template knows a usual time. */
  usefulUntil?: number;
};

/** What an envelope holds. */
export type SealedPart = { to: string; values: unknown };

/** Where the envelope of a notification belongs. */
export const placeOf = (id: string): string => `notifications|sealed|${id}`;

/**
 * The row of a notification, for `notificationInsert` in the batch of the change that it tells of. That of a sandbox is done with
 * from the start: it never waits, so nothing can send it.
 */
export async function composeNotification<Name extends TemplateName>(
  platform: Pick<Platform, "now" | "newId" | "sealer">,
  draft: NotificationDraft<Name>,
): Promise<NotificationRow> {
  const id = platform.newId("ntf");
  const now = platform.now();
  const { organizationId, template } = draft;
  const { channel, to } = channelOf(draft.recipient);
  const isRecorded = isSandbox(organizationId);
  const part: SealedPart = { to, values: draft.values };
  return {
    id,
    organizationId,
    channel,
    template,
    language: languageOf(draft.language),
    sealed: await platform.sealer.seal(JSON.stringify(part), placeOf(id)),
    state: isRecorded ? "recorded" : "waiting",
    attempts: 0,
    dueAt: now,
    usefulUntil: draft.usefulUntil ?? now + templates[template].usefulForMs,
    provider: null,
    providerId: null,
    failure: null,
    createdAt: now,
    finishedAt: isRecorded ? now : null,
  };
}

type Recipient = { email: string } | { phone: string } | { slack: string };

function channelOf(recipient: Recipient): { channel: Channel; to: string } {
  if ("email" in recipient) return { channel: "email", to: recipient.email };
  return "phone" in recipient ? { channel: "sms", to: recipient.phone } : { channel: "slack", to: recipient.slack };
}

const languageOf = (preferred: string): Language => languages.find((language) => language === preferred) ?? "uz";
