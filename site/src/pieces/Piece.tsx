import type { ComponentChildren } from "preact";

/** One piece under its name in the code, in all its states. */
export function Piece({ name, isWide, children }: { name: string; isWide?: boolean; children: ComponentChildren }) {
  return (
    <section class={`min-w-0 border-t border-line py-6 ${isWide ? "md:col-span-2" : ""}`} aria-label={name}>
      <h2 class="mb-4 font-mono text-13 text-ink-2">{name}</h2>
      {children}
    </section>
  );
}
