import type { ReadinessAnswer } from "../api-types.ts";

export const partNames = [
  "decisions",
  "data",
  "messages",
  "files",
] as const satisfies (keyof ReadinessAnswer["parts"])[];
export type PartName = (typeof partNames)[number];

/** How a part stands; `ms` is the time that this browser waited for a decision. */
export type Check = { state: "up"; ms?: number } | { state: "down" | "offline" | "slowed" };

const TIMEOUT_MS = 15_000;

/** Both read, and keep nothing: what the platform says of its parts, and a decision of the public demo. */
const READINESS = "/readyz";
const DECISION = "/api/antifraud/demo/decision?amount=184000&place=tashkent&device=own";

/** Asks every part whether it works. Never throws: no answer is an answer too. */
export async function checkParts(): Promise<Record<PartName, Check>> {
  const [readiness, decision] = await Promise.all([askReadiness(), askDecision()]);
  const standing = (name: PartName): Check => {
    if ("state" in readiness) return readiness;
    return { state: readiness[name] === "ok" ? "up" : "down" };
  };
  const deciding = standing("decisions");
  return {
    decisions: deciding.state === "up" ? decision : deciding,
    data: standing("data"),
    messages: standing("messages"),
    files: standing("files"),
  };
}

/** What the platform says of its parts, or how its silence stands. */
async function askReadiness(): Promise<ReadinessAnswer["parts"] | Check> {
  try {
    const response = await ask(READINESS);
    if (response.status === 429) return { state: "slowed" };
    if (response.status !== 200 && response.status !== 503) return { state: "down" };
    // SAFETY: the shape of its contract; whatever else stands behind the address is no JSON, and is caught.
    return ((await response.json()) as ReadinessAnswer).parts;
  } catch {
    return silence();
  }
}

async function askDecision(): Promise<Check> {
  const askedAt = performance.now();
  try {
    const response = await ask(DECISION);
    await response.arrayBuffer();
    if (response.status === 429) return { state: "slowed" };
    return response.ok ? { state: "up", ms: Math.round(performance.now() - askedAt) } : { state: "down" };
  } catch {
    return silence();
  }
}

const ask = (address: string) => fetch(address, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });

const silence = (): Check => ({ state: navigator.onLine ? "down" : "offline" });
