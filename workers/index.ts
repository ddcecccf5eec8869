import { app } from "./app.ts";
import { queue } from "./queue.ts";
import { scheduled } from "./schedule.ts";

export { ApiKeyGrant } from "../durable-objects/api-key-grant.ts";
export { AuditChain } from "../durable-objects/audit-chain.ts";
export { EntityActivity } from "../durable-objects/entity-activity.ts";
export { LiveFeed } from "../durable-objects/live-feed.ts";
export { OauthClient } from "../durable-objects/oauth-client.ts";
export { RateWindow } from "../durable-objects/rate-window.ts";
export { RequestLog } from "../durable-objects/request-log.ts";
export { SubjectKeys } from "../durable-objects/subject-keys.ts";
export { UserSession } from "../durable-objects/user-session.ts";
export { WebhookEndpoint } from "../durable-objects/webhook-endpoint.ts";
export { Workspace } from "../durable-objects/workspace.ts";

export default { fetch: app.fetch, queue, scheduled } satisfies ExportedHandler<Env, string>;
