/** Mails, SMS or messages to a chat of one organisation stand in the outbox, due; who gets them and what they say stays there. */
export type NotificationsQueued = {
  type: "notifications.queued";
  organizationId: string;
  channel: "email" | "sms" | "slack";
  ids: string[];
};
