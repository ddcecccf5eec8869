/**
 * The others that an entity has met, by when it met them last: `[hash, last seen]`, least recent first. Bounded: the
 * least recent is forgotten, so a count of distinct others saturates at the capacity.
 */
export type Seen = [id: number, lastAt: number][];

export function remember(seen: Seen, id: number, at: number, capacity: number): void {
  const index = seen.findIndex(([known]) => known === id);
  const lastAt = index < 0 ? at : Math.max(at, seen[index]![1]);
  if (index >= 0) seen.splice(index, 1);
  let position = seen.length;
  while (position > 0 && seen[position - 1]![1] > lastAt) position--;
  seen.splice(position, 0, [id, lastAt]);
  if (seen.length > capacity) seen.shift();
}

export const hasSeen = (seen: Seen, id: number): boolean => seen.some(([known]) => known === id);

/** How many different others were met within `windowMs` before `at`. */
export function countSeen(seen: Seen, at: number, windowMs: number): number {
  let count = 0;
  for (let i = seen.length - 1; i >= 0 && seen[i]![1] >= at - windowMs; i--) if (seen[i]![1] <= at) count++;
  return count;
}
