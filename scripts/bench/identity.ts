import { Agent, request } from "node:http";
import { demoPassword } from "../demo.ts";
import { percentile } from "./load.ts";

/** What identity costs, milliseconds: each a 95th percentile, revocations the longest of all. */
export type IdentityFigures = {
  loginMs: number;
  /** What an authenticated request takes longer than one that is refused for lack of credentials. */
  overheadKnownMs: number;
  /** The same where every request asks the objects of key and organisation anew. */
  overheadAskedMs: number;
  revokedKeyMs: number;
  endedSessionMs: number;
};

type Answer<Body = Record<string, string>> = { status: number; body: Body };

const LOGINS_A_SECOND = 2;
/** An isolate trusts what it knows of a credential for a second, see `authenticate`. */
const KEYS_IN_TURN = 30;
const REQUESTS_A_SECOND = 20;
const REVOCATIONS = 10;
/** Seldom enough to stay within the thousand requests an hour of a person. */
const POLLED_EVERY_MS = 20;

/** Measures a running demonstration; `requests` is how many of each kind of request. */
export async function measureIdentity(url: string, requests: number): Promise<IdentityFigures> {
  const client = openClient(url);
  const login = (email = "admin@alfabank.uz") =>
    client.send("POST", "/api/auth/login", { email, password: demoPassword });
  const signIn = async (email?: string) => (await login(email)).body.access_token ?? "";
  try {
    const logins = await timed(Math.ceil(requests / 10), LOGINS_A_SECOND, () => login());
    const admin = await signIn();
    const newKey = async () => {
      const asked = { name: "Bench", scopes: ["read:transactions"], expires_in_days: 1 };
      const { id = "", key = "" } = (await client.send("POST", "/api/api-keys", asked, admin)).body;
      return { id, key };
    };
    const keys = await Promise.all(Array.from({ length: KEYS_IN_TURN }, newKey));
    // A path that leads nowhere, so that nothing but authentication differs.
    const ask = (key?: string) => client.send("GET", "/api/nothing", undefined, key);
    const strangers = await timed(requests, REQUESTS_A_SECOND, () => ask());
    const known = await timed(requests, REQUESTS_A_SECOND, () => ask(keys[0]?.key));
    const asked = await timed(requests, REQUESTS_A_SECOND, (i) => ask(keys[i % KEYS_IN_TURN]?.key));
    const p95 = (latencies: number[]) => percentile(latencies, 0.95);

    const untilRefused = async (credential: string) => {
      const since = performance.now();
      while ((await ask(credential)).status !== 401) {
        if (performance.now() - since > 10_000) throw new Error("A revoked credential goes on being accepted");
        await new Promise((resolve) => setTimeout(resolve, POLLED_EVERY_MS));
      }
      return performance.now() - since;
    };
    const end = async (path: string, token: string) => {
      const { status } = await client.send("DELETE", path, undefined, token);
      if (status !== 204) throw new Error(`DELETE ${path} answered ${status}`);
    };
    const revokedKeys: number[] = [];
    const endedSessions: number[] = [];
    const analyst = await signIn("fraud@alfabank.uz");
    for (const { id, key } of keys.slice(0, REVOCATIONS)) {
      await ask(key);
      await end(`/api/api-keys/${id}`, admin);
      revokedKeys.push(await untilRefused(key));
      const session = await signIn("fraud@alfabank.uz");
      const { data } = (await client.send<Sessions>("GET", "/api/auth/sessions", undefined, session)).body;
      await end(`/api/auth/sessions/${data.find(({ is_current }) => is_current)?.id}`, analyst);
      endedSessions.push(await untilRefused(session));
    }
    return {
      loginMs: p95(logins),
      overheadKnownMs: p95(known) - p95(strangers),
      overheadAskedMs: p95(asked) - p95(strangers),
      revokedKeyMs: Math.max(...revokedKeys),
      endedSessionMs: Math.max(...endedSessions),
    };
  } finally {
    client.close();
  }
}

type Sessions = { data: { id: string; is_current: boolean }[] };

/** Latencies of so many calls at a fixed rate, milliseconds; the first tenth warms up. */
async function timed(count: number, rate: number, call: (i: number) => Promise<Answer>): Promise<number[]> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) {
    const wait = startedAt + (i * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const sentAt = performance.now();
    const { status } = await call(i);
    if (status === 429 || status >= 500) throw new Error(`The server answered ${status}`);
    latencies.push(performance.now() - sentAt);
  }
  return latencies.slice(Math.floor(count / 10));
}

function openClient(url: string) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const send = <Body = Record<string, string>>(
    method: string,
    path: string,
    body?: object,
    token?: string,
  ): Promise<Answer<Body>> =>
    new Promise((resolve, reject) => {
      const headers = {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { "content-type": "application/json" }),
      };
      const outgoing = request({ hostname, port, path, method, agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, body: text === "" ? {} : JSON.parse(text) });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body && JSON.stringify(body));
    });
  return { send, close: () => agent.destroy() };
}
