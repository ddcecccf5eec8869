import { Agent, request } from "node:http";

/** Latencies in milliseconds and everything that was not a 200, of one run of load. */
export type LoadResult = {
  sent: number;
  errors: number;
  seconds: number;
  latencies: number[];
  failures: Map<string, number>;
};

export type Shot = { path: string; body: string };

/** A client of one loopback server that keeps its connections open. */
export function createClient(url: string, token: string, connections: number) {
  const { hostname, port } = new URL(url);
  if (hostname !== "127.0.0.1" && hostname !== "localhost") throw new Error("Load goes to this machine only");
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "accept-language": "en" };
  return {
    post: ({ path, body }: Shot): Promise<{ status: number; text: string }> =>
      new Promise((resolve, reject) => {
        const outgoing = request(
          {
            hostname,
            port,
            path,
            method: "POST",
            agent,
            headers: { ...headers, "content-length": Buffer.byteLength(body) },
          },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on("data", (chunk: Buffer) => chunks.push(chunk));
            answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
            answer.on("error", reject);
          },
        );
        outgoing.on("error", reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}
export type Client = ReturnType<typeof createClient>;

/** Sends at a fixed rate whether or not answers come back, so that a slow server cannot slow the clock that judges it. */
export async function atRate(client: Client, rate: number, seconds: number, next: () => Shot): Promise<LoadResult> {
  const result = emptyResult();
  const total = Math.round(rate * seconds);
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  for (let i = 0; i < total; i++) {
    const due = startedAt + (i * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(shoot(client, next(), result));
  }
  await Promise.all(running);
  result.seconds = (performance.now() - startedAt) / 1000;
  return result;
}

/** Keeps `concurrency` requests in flight for a time. */
export async function saturate(
  client: Client,
  concurrency: number,
  seconds: number,
  next: () => Shot,
): Promise<LoadResult> {
  const result = emptyResult();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) await shoot(client, next(), result);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  result.seconds = (performance.now() - startedAt) / 1000;
  return result;
}

async function shoot(client: Client, shot: Shot, result: LoadResult): Promise<void> {
  const sentAt = performance.now();
  result.sent++;
  try {
    const { status } = await client.post(shot);
    result.latencies.push(performance.now() - sentAt);
    if (status !== 200) fail(result, String(status));
  } catch (failure) {
    fail(result, (failure as Error).message);
  }
}

function fail(result: LoadResult, what: string): void {
  result.errors++;
  result.failures.set(what, (result.failures.get(what) ?? 0) + 1);
}

const emptyResult = (): LoadResult => ({ sent: 0, errors: 0, seconds: 0, latencies: [], failures: new Map() });

/** The value below which a share of the samples lies; 0 without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
