import type { ClientView } from "../api-types.ts";

export const CLIENTS = "/api/oauth/clients";
export const clientPath = (id: string): string => `${CLIENTS}/${encodeURIComponent(id)}`;

/** A client beside its secret, which is answered once; a client of public keys has none. */
export type IssuedClient = ClientView & { client_secret?: string };
