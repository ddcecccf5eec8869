export type Toast = {
  id: number;
  text: string;
  tone: "plain" | "bad";
  durationMs: number;
  undo?: () => void;
};

type Listener = (toasts: readonly Toast[]) => void;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<Listener>();

/** Tells something in passing; with `undo`, for as long as it can be taken back. Returns how to take it off early. */
export function showToast(
  text: string,
  { tone = "plain", durationMs = 6000, undo }: Partial<Pick<Toast, "tone" | "durationMs" | "undo">> = {},
): () => void {
  const id = ++lastId;
  // More than three are a list, and a list is not read in passing.
  publish([...toasts.slice(-2), { id, text, tone, durationMs, undo }]);
  return () => dismissToast(id);
}

/** Takes one off. */
export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** Follows what is told; returns how to stop. */
export function followToasts(listener: Listener): () => void {
  listeners.add(listener);
  listener(toasts);
  return () => listeners.delete(listener);
}

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener(toasts);
}
