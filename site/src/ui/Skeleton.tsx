const widths = ["w-1/3", "w-full", "w-3/4", "w-1/2", "w-2/3", "w-2/5"];

/** Lines of text that are on their way. */
export function Skeleton({ label, lines = 6 }: { label: string; lines?: number }) {
  return (
    <div class="grid gap-4" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class={`skeleton block ${widths[line % widths.length]}`} />
      ))}
    </div>
  );
}
