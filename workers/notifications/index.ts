export { composeNotification, type NotificationDraft } from "./compose-notification.ts";
export { forgetRecipient, notificationsPrivacy } from "./forget-notifications.ts";
export { readRecorded } from "./read-recorded.ts";
export { sendNotifications } from "./send-notifications.ts";
export { sendSoon } from "./send-soon.ts";
export {
  type NotificationRow,
  notificationInsert,
  notificationInsertIfChanged,
  notificationInsertOnce,
} from "./store.ts";
export { sweepNotifications } from "./sweep-notifications.ts";
export type { TemplateName } from "./templates/index.ts";
