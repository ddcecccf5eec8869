import { type Band, leavesBand, type Sample } from "./band.ts";
import type { BlockCounts, Watched } from "./block-counts.ts";

/** What left its band, by which figures, and the minutes whose counts changed with that. */
export type Excess = { ref: string; window: Sample; baseline: Sample; changed: number[] };

/**
 * Counts a payment of a minute for whatever is not tripped, and tells what leaves its band by it. A breaker is looked at when it
 * blocks, since nothing else raises its rate; what tripped is counted no more, and its window is forgotten: it forms no habit.
 */
export function judgePayment(
  counts: BlockCounts,
  { asked, blocks }: Watched,
  minute: number,
  band: Band,
  tripped: ReadonlySet<string>,
): Excess[] {
  const isCounted = (ref: string) => !tripped.has(ref);
  const counted = { asked: asked.filter(isCounted), blocks: blocks.filter(isCounted) };
  counts.count(minute, counted);
  return counted.blocks.flatMap((ref) => {
    const samples = counts.samples(ref, minute, band);
    if (!leavesBand(samples.window, samples.baseline, band)) return [];
    return [{ ref, ...samples, changed: counts.forgetWindow(ref, minute, band) }];
  });
}
