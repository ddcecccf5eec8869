import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";

/**
 * Has every decision counted anew for the analytics, and tells whether the count that was read was right: `npm run
 * analytics:rebuild`. The Worker counts, behind its queue; interrupted, this script or the next one goes on where it is. As a super
 * administrator, whose access token is in FOUNDRY_TOKEN.
 */
type Rebuild = {
  id: string;
  status: "counting" | "clearing" | "done";
  is_equal: boolean | null;
  differences: Record<string, number> | null;
};

const LOOK_MS = 1000;

try {
  const { values } = parseArgs({
    options: { url: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` } },
  });
  const ask = askerOf(values.url);
  const begun = await ask<Rebuild>("POST");
  console.log(`${begun.id} counts…`);
  let rebuild = begun;
  while (rebuild.status !== "done") {
    await wait(LOOK_MS);
    const { data } = await ask<{ data: Rebuild[] }>("GET");
    rebuild = data.find(({ id }) => id === begun.id) ?? rebuild;
  }
  const { is_equal, differences } = rebuild;
  if (is_equal) console.log("✓ The count was right");
  else console.log(`✓ The count was wrong and is mended; rows that differed: ${JSON.stringify(differences)}`);
} catch (failure) {
  console.error(`✗ ${(failure as Error).message}`);
  process.exitCode = 1;
}

function askerOf(url: string) {
  const token = process.env.FOUNDRY_TOKEN;
  if (!token) throw new Error("Put the access token of a super administrator into the environment as FOUNDRY_TOKEN");
  return async <T>(method: "GET" | "POST"): Promise<T> => {
    const answer = await fetch(`${url}/api/admin/analytics/rebuilds`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    }).catch(() => {
      throw new Error(`No server answers at ${url}: name it with --url`);
    });
    if (!answer.ok)
      throw new Error(`The server answered ${answer.status}: is the token that of a super administrator?`);
    return (await answer.json()) as T;
  };
}
