import { demoPassword, seedDemo } from "../../scripts/demo.ts";
import { startMessages } from "../../scripts/messages.ts";
import { localSecrets } from "../../scripts/secrets.ts";
import { startServer } from "../../scripts/server.ts";

type TestServer = { url: string; mailbox: string; stop: () => Promise<void>; password: string };

/**
 * The built Worker and site on a free port, with the demo people and an empty state in memory. Its mails and SMS stand in
 * `mailbox`, whatever providers the machine has secrets for.
 */
export async function startTestServer(): Promise<TestServer> {
  const messages = await startMessages({}, () => {});
  const server = await startServer({ port: 0, secrets: { ...localSecrets(), ...messages.settings } });
  await seedDemo(server);
  const ready = await fetch(`${server.url}/healthz`);
  if (!ready.ok) throw new Error("The test server is not ready");
  const stop = async () => {
    await server.stop();
    await messages.stop();
  };
  return { url: server.url, mailbox: messages.mailbox, stop, password: demoPassword };
}
