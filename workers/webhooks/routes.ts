import { createRouter } from "#platform/http";
import type { WebhookEvent } from "#platform/webhook-event";
import { contractsOf } from "./contracts.ts";
import { describeEventTypes } from "./describe-event-types.ts";
import { readDeliveries, readDelivery, recoverDeliveries, replayDelivery, sendTest } from "./manage-deliveries.ts";
import { addEndpoint, removeEndpoint, replaceEndpoint, rotateEndpointKeys } from "./manage-endpoints.ts";
import { etagOf, readEndpoint, readEndpoints, toView } from "./read-endpoints.ts";

/** The routes under which organisations follow what the given modules tell. */
export function webhookRoutes(modules: readonly { name: string; webhookEvents?: readonly WebhookEvent[] }[]) {
  const catalogue = modules.flatMap(({ webhookEvents = [] }) => webhookEvents);
  const contracts = contractsOf(catalogue.map(({ name }) => name));
  return createRouter()
    .openapi(contracts.getEventTypes, (c) => c.json(describeEventTypes(modules, c.var.platform.language), 200))
    .openapi(contracts.postEndpoint, async (c) => {
      const { platform, caller, requestId } = c.var;
      const { row, view } = await addEndpoint(platform, caller, c.req.valid("json"), requestId);
      c.header("etag", etagOf(row));
      return c.json(view, 201);
    })
    .openapi(contracts.getEndpoints, async (c) => {
      const { limit, cursor } = c.req.valid("query");
      return c.json(await readEndpoints(c.var.platform, c.var.caller, limit, cursor), 200);
    })
    .openapi(contracts.getEndpoint, async (c) => {
      const row = await readEndpoint(c.var.platform, c.var.caller, c.req.valid("param").id);
      c.header("etag", etagOf(row));
      return c.json(await toView(c.var.platform, row), 200);
    })
    .openapi(contracts.putEndpoint, async (c) => {
      const { platform, caller, requestId } = c.var;
      const request = { requestId, ifMatch: c.req.header("if-match") };
      const row = await replaceEndpoint(platform, caller, c.req.valid("param").id, c.req.valid("json"), request);
      c.header("etag", etagOf(row));
      return c.json(await toView(platform, row), 200);
    })
    .openapi(contracts.deleteEndpoint, async (c) => {
      await removeEndpoint(c.var.platform, c.var.caller, c.req.valid("param").id, c.var.requestId);
      return c.body(null, 204);
    })
    .openapi(contracts.rotateSecret, async (c) => {
      const { platform, caller, requestId } = c.var;
      const { overlap_hours } = c.req.valid("json");
      const { row, view } = await rotateEndpointKeys(
        platform,
        caller,
        c.req.valid("param").id,
        overlap_hours,
        requestId,
      );
      c.header("etag", etagOf(row));
      return c.json(view, 200);
    })
    .openapi(contracts.testEndpoint, async (c) => {
      const { platform, caller, requestId } = c.var;
      const { type } = c.req.valid("json");
      const kind = catalogue.find(({ name }) => name === type)!;
      return c.json(await sendTest(platform, caller, c.req.valid("param").id, kind, requestId), 202);
    })
    .openapi(contracts.getDeliveries, async (c) =>
      c.json(await readDeliveries(c.var.platform, c.var.caller, c.req.valid("param").id, c.req.valid("query")), 200),
    )
    .openapi(contracts.getDelivery, async (c) =>
      c.json(await readDelivery(c.var.platform, c.var.caller, c.req.valid("param").id), 200),
    )
    .openapi(contracts.replay, async (c) =>
      c.json(await replayDelivery(c.var.platform, c.var.caller, c.req.valid("param").id, c.var.requestId), 202),
    )
    .openapi(contracts.recover, async (c) => {
      const { platform, caller, requestId } = c.var;
      const since = Date.parse(c.req.valid("json").since);
      const recovered = await recoverDeliveries(platform, caller, c.req.valid("param").id, since, requestId);
      return c.json({ recovered }, 202);
    });
}
