import type { ComponentChildren } from "preact";

type EmptyStateProps = { title: string; children?: ComponentChildren; isAlert?: boolean };

/** What stands where content would: why it is not there, and the one next step. */
export function EmptyState({ title, children, isAlert }: EmptyStateProps) {
  return (
    <div class="min-h-0 flex-1 overflow-y-auto px-4 py-10 md:px-6 md:py-14" role={isAlert ? "alert" : undefined}>
      <div class="max-w-[560px]">
        <h2 class="text-16">{title}</h2>
        <div class="mt-2 grid grid-cols-[minmax(0,1fr)] justify-items-start gap-4 text-ink-2">{children}</div>
      </div>
    </div>
  );
}
