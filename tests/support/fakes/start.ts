import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { createDnsResolver } from "./dns-resolver.ts";
import { createWebhookReceiver } from "./webhook-receiver.ts";

/** Starts the servers that stand in for the outside, once for all tests, and tells on which ports they are. */
export default async function startFakes(project: TestProject): Promise<() => void> {
  const receiver = createWebhookReceiver();
  const resolver = createDnsResolver();
  project.provide("receiverUrl", `http://127.0.0.1:${await listen(receiver.server)}`);
  project.provide("resolverUrl", `http://127.0.0.1:${await listen(resolver.server)}`);
  return () => {
    receiver.stop();
    resolver.stop();
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

declare module "vitest" {
  interface ProvidedContext {
    receiverUrl: string;
    resolverUrl: string;
  }
}
