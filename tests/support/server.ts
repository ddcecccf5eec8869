import { buildSite, buildWorker } from "../../scripts/build.ts";
import { demoPassword, seedDemo } from "../../scripts/demo.ts";
import { startServer } from "../../scripts/server.ts";

/** The built Worker and site on a free port, with the demo people and an empty state in memory. */
export async function startTestServer(): Promise<{ url: string; stop: () => Promise<void>; password: string }> {
  await buildSite();
  await buildWorker();
  const server = await startServer({ port: 0 });
  await seedDemo(server);
  const ready = await fetch(`${server.url}/healthz`);
  if (!ready.ok) throw new Error("The test server is not ready");
  return { url: server.url, stop: server.stop, password: demoPassword };
}
