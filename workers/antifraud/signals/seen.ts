/**
 * The others that an entity has met, by when it met them last: hash and time in turn, least recent first. Flat, since a
 * list of pairs takes four times the memory. Bounded: the least recent is forgotten, so a count of distinct others
 * saturates at the capacity.
 */
export type Seen = number[];

export function remember(seen: Seen, id: number, at: number, capacity: number): void {
  const index = indexOf(seen, id);
  const lastAt = index < 0 ? at : Math.max(at, seen[index + 1]!);
  let hole = index;
  if (hole < 0) {
    hole = seen.length;
    seen.push(id, lastAt);
  }
  // Moves the entry to its place by time, neighbour by neighbour: most are the newest and stand near the end.
  while (hole > 0 && seen[hole - 1]! > lastAt) hole = moveInto(seen, hole, hole - 2);
  while (hole + 2 < seen.length && seen[hole + 3]! <= lastAt) hole = moveInto(seen, hole, hole + 2);
  seen[hole] = id;
  seen[hole + 1] = lastAt;
  if (seen.length > 2 * capacity) seen.splice(0, 2);
}

function moveInto(seen: Seen, hole: number, from: number): number {
  seen[hole] = seen[from]!;
  seen[hole + 1] = seen[from + 1]!;
  return from;
}

/** Where an id stands, or a negative number; the most recent are looked at first. */
function indexOf(seen: Seen, id: number): number {
  let index = seen.length - 2;
  while (index >= 0 && seen[index] !== id) index -= 2;
  return index;
}

export const hasSeen = (seen: Seen, id: number): boolean => indexOf(seen, id) >= 0;

/** When an id was met last, if it was. */
export function lastSeen(seen: Seen, id: number): number | undefined {
  const index = indexOf(seen, id);
  return index < 0 ? undefined : seen[index + 1];
}

/** How many different others were met within `windowMs` before `at`. */
export function countSeen(seen: Seen, at: number, windowMs: number): number {
  let count = 0;
  for (let i = seen.length - 1; i >= 0 && seen[i]! >= at - windowMs; i -= 2) if (seen[i]! <= at) count++;
  return count;
}
