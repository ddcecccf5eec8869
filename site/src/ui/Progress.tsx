type ProgressProps = { label: string; done: number; of: number; class?: string };

/** How much of something is done, where that is known; the figures stand beside it. */
export function Progress({ label, done, of, class: extra = "w-full" }: ProgressProps) {
  return <progress class={`progress ${extra}`} aria-label={label} max={Math.max(1, of)} value={Math.min(done, of)} />;
}
