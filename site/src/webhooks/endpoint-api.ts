import { type Call, callApi, type Outcome } from "../api.ts";
import type { EndpointView, Language } from "../api-types.ts";
import { command } from "../command.ts";

export const ENDPOINTS = "/api/webhooks/endpoints";
export const EVENT_TYPES = "/api/webhooks/event-types";
export const DELIVERIES = "/api/webhooks/deliveries";

export type Mode = NonNullable<Call["mode"]>;
/** An endpoint beside its secret, which is answered once. */
export type IssuedEndpoint = EndpointView & { secret: string };
export type EventType = {
  type: string;
  title: string;
  description: string;
  module: string;
  schema: Record<string, unknown>;
  example: unknown;
};

export const endpointPath = (id: string): string => `${ENDPOINTS}/${encodeURIComponent(id)}`;

/** A change in the mode that is looked at. */
export const inMode = (mode: Mode, call: Call): Call => ({ ...call, mode });

/** Switches what is sent to an endpoint on or off, on the revision that is there now. */
export async function switchEndpoint(
  language: Language,
  mode: Mode,
  id: string,
  enabled: boolean,
): Promise<Outcome<EndpointView>> {
  const read = await callApi<EndpointView>(endpointPath(id), { language, mode });
  if (!read.ok) return read;
  const { url, description, event_types } = read.data;
  const body = { url, description, event_types, enabled };
  return callApi<EndpointView>(endpointPath(id), {
    ...inMode(mode, command(language, "PUT", body)),
    ifMatch: read.etag,
  });
}
