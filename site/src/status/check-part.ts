export const partNames = ["platform", "decisions"] as const;
export type PartName = (typeof partNames)[number];

/** How a part stands; `ms` is the time that this browser waited for the answer. */
export type Check = { state: "up"; ms: number } | { state: "down" | "offline" | "slowed" };

const TIMEOUT_MS = 10_000;

/** Both read, and keep nothing: readiness means that the model answered, the other is a decision of the public demo. */
const addresses: Record<PartName, string> = {
  platform: "/healthz",
  decisions: "/api/antifraud/demo/decision?amount=184000&place=tashkent&device=own",
};

/** Asks a part whether it works. Never throws: no answer is an answer too. */
export async function checkPart(name: PartName): Promise<Check> {
  const askedAt = performance.now();
  try {
    const response = await fetch(addresses[name], { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.arrayBuffer();
    if (response.status === 429) return { state: "slowed" };
    return response.ok ? { state: "up", ms: Math.round(performance.now() - askedAt) } : { state: "down" };
  } catch {
    return { state: navigator.onLine ? "down" : "offline" };
  }
}
