import type { PrivacyPart } from "#platform/privacy";
import { requestLog } from "./request-log.ts";

const title = { uz: "Soʻrovlar jurnali", ru: "Журнал запросов", en: "Request log" };

/** What the log of requests keeps: whom a machine asked about stands in the path. */
export const requestsPrivacy: PrivacyPart = {
  classes: [
    {
      name: "request_log",
      title,
      where: ["object:RequestLog"],
      about: ["person", "payer", "card"],
      ground: "legitimate_interest",
      period: {
        uz: "7 kun, lekin har bir rejimda oxirgi 1000 ta soʻrovdan koʻp emas",
        ru: "7 дней, но не более последних 1000 запросов в каждом режиме",
        en: "7 days, and no more than the last 1,000 requests in each mode",
      },
      onErasure: "destroyed",
    },
  ],
  retention: [
    {
      name: "request_log",
      title,
      days: 7,
      bounds: { least: 1, most: 30 },
      sweep: ({ env }, organizationId, { before }) => requestLog(env, organizationId).forgetBefore(before),
    },
  ],
  exportOf: async function* ({ env }, organizationId, { type, id }) {
    if (type === "organization") return;
    const found = await requestLog(env, organizationId).about(id);
    yield found.map(({ at, method, target, status }) => ({
      class: "request_log",
      at: new Date(at).toISOString(),
      method,
      path: target,
      status,
    }));
  },
  forget: async ({ env }, organizationId, { type, id }, { until, tell }) => {
    if (type === "organization") return;
    const request_log = await requestLog(env, organizationId).forget(id, until);
    if (request_log > 0) await tell({ request_log });
  },
};
