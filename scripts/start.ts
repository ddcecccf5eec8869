import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { buildSite, buildWorker, root } from "./build.ts";
import { demoOrganizations, demoPassword, seedDemo } from "./demo.ts";
import { startMessages } from "./messages.ts";
import { localSecrets } from "./secrets.ts";
import { type LocalServer, startServer } from "./server.ts";

const port = Number(process.env.PORT ?? 8787);
const stateFolder = resolve(process.env.FOUNDRY_STATE ?? join(root, ".foundry"));

/** Fails early, since a busy port would show only after the build. */
function refuseBusyPort(): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", () =>
      fail(new Error(`Port ${port} is busy: stop what uses it, or choose another with PORT=8788 npm start`)),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => done()));
  });
}

/** Migrations and demo people are in place before the port opens, so that whoever is answered finds them. */
async function prepareState(): Promise<void> {
  const server = await startServer({ port: 0, stateFolder });
  try {
    await seedDemo(server);
  } finally {
    await server.stop();
  }
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((wait) => setTimeout(wait, 500));
  }
  throw new Error("The server did not become ready within 30 seconds");
}

/** Where links in messages lead: the configured address, on the port that was asked for where that is this machine. */
function publicUrl(configured = "http://localhost"): string {
  const url = new URL(configured);
  if (url.hostname === "localhost") url.port = String(port);
  return url.origin;
}

/** Looks every minute whether a job is due. */
function runJobs(server: LocalServer): void {
  setInterval(() => {
    server.runDueJobs(new Date()).catch((failure: Error) => console.error(`✗ A job failed: ${failure.message}`));
  }, 60_000).unref();
}

try {
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error("PORT must be a number from 1 to 65535");
  await refuseBusyPort();
  await buildSite();
  await buildWorker();
  await prepareState();
  const secrets = localSecrets();
  const messages = await startMessages(secrets);
  const server = await startServer({
    port,
    stateFolder,
    secrets: { ...secrets, PUBLIC_URL: publicUrl(secrets.PUBLIC_URL), ...messages.settings },
  });
  const stop = async () => {
    console.log("\nStopping…");
    await server.stop();
    await messages.stop();
    process.exit(0);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  await waitUntilReady(server.url);
  runJobs(server);
  const people = demoOrganizations.flatMap(({ name, people }) =>
    people.map(({ email, role }) => `    ${email.padEnd(22)} ${role.padEnd(18)} ${name}`),
  );
  console.log(`
  AI Foundry is ready.

    Site        http://localhost:${port}/
    Decisions   http://localhost:${port}/app/decisions
    API         http://localhost:${port}/openapi.json
    Messages    ${messages.mailbox} (mails and SMS, which also show up here)
    State       ${stateFolder}

  Demo sign-ins, password ${demoPassword}:
${people.join("\n")}

  Ctrl-C stops it. \`npm run demo:traffic\` sends payments to watch.`);
} catch (failure) {
  console.error(`\n✗ ${failure instanceof Error ? failure.message : failure}`);
  process.exit(1);
}
