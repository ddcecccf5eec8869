import type { ComponentChildren } from "preact";

/** One part of the evidence under its heading. */
export function EvidenceSection({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="px-4 py-5 md:px-6">
      <h3 class="mb-3 text-13">{title}</h3>
      {children}
    </section>
  );
}

/** Names with their values, one a line. */
export function FactList({ facts }: { facts: [name: string, value: ComponentChildren][] }) {
  return (
    <dl class="grid grid-cols-[minmax(112px,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1.5 text-13">
      {facts.map(([name, value]) => (
        <div class="contents" key={name}>
          <dt class="text-ink-2">{name}</dt>
          <dd class="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
