import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { createDnsResolver } from "./fakes/dns-resolver.ts";
import { startProviders } from "./fakes/providers.ts";
import { createWebhookReceiver } from "./fakes/webhook-receiver.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Bindings that point the Worker under test at the fakes. */
    fakeSettings: Record<string, string>;
    receiverUrl: string;
    resolverUrl: string;
  }
}

/** Starts the outside services once for all files; returns what ends them. */
export default async function startFakes(project: TestProject) {
  const providers = await startProviders();
  const [receiver, resolver] = [createWebhookReceiver(), createDnsResolver()];
  const resolverUrl = await listen(resolver.server);
  project.provide("receiverUrl", await listen(receiver.server));
  project.provide("resolverUrl", resolverUrl);
  project.provide("fakeSettings", {
    ...providers.settings,
    FAKES_URL: providers.url,
    DNS_RESOLVER_URL: `${resolverUrl}/dns-query`,
  });
  return async () => {
    receiver.stop();
    resolver.stop();
    await providers.stop();
  };
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
