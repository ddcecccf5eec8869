import type { Payment } from "../../workers/antifraud/signals/payment.ts";
import { windows } from "../../workers/antifraud/signals/windows.ts";

/** Brute force over everything that ever happened: the plainest reading of "within the window, before this payment". */
export function oracleWindows(history: readonly Payment[], at: number, resolution: (name: string) => number) {
  return Object.fromEntries(
    windows.map(({ name, ms }) => {
      const step = resolution(name);
      const floor = (time: number) => Math.floor(time / step) * step;
      const inside = history.filter((other) => floor(other.at) >= floor(at) - ms && floor(other.at) <= floor(at));
      const counted = inside.filter(({ outcome }) => outcome !== "failed");
      return [
        name,
        {
          count: counted.length,
          sum: counted.reduce((sum, { cents }) => sum + cents, 0),
          max: counted.reduce((max, { cents }) => Math.max(max, cents), 0),
          declines: counted.filter(({ outcome }) => outcome === "declined").length,
          failures: inside.length - counted.length,
          // Different others are counted within seven days at the most.
          ...(name !== "30d" && {
            merchants: new Set(counted.map(({ merchant }) => merchant)).size,
            devices: new Set(counted.flatMap(({ device }) => device ?? [])).size,
          }),
        },
      ];
    }),
  );
}
