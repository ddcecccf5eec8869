import type { ComponentChildren } from "preact";

type SectionProps = {
  title: string;
  aside?: ComponentChildren;
  /** Of a page that consists of such parts. */
  isMain?: boolean;
  children: ComponentChildren;
};

/** One part of a page or drawer under its heading. */
export function Section({ title, aside, isMain = false, children }: SectionProps) {
  return (
    <section class="px-4 py-5 md:px-6">
      <div class="mb-3 flex items-baseline justify-between gap-4">
        {isMain ? <h2 class="text-16">{title}</h2> : <h3 class="text-13">{title}</h3>}
        {aside}
      </div>
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
