/** Before every name, so that nothing else of this address is meant. */
export const PREFIX = "aifoundry.";

/** What this browser keeps for the page under a name, or `otherwise`. For how things look, never for what they are. */
export function readKept<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(PREFIX + name);
    // SAFETY: only writeKept() writes under these names.
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

/** Keeps it; where storage is forbidden or full, for this page only. */
export function writeKept(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // The page goes on with what it has in hand.
  }
}

/** Forgets everything that is kept under names that begin so. */
export function forgetKept(beginning: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX + beginning)) localStorage.removeItem(key);
  } catch {
    // Without storage nothing is kept.
  }
}
