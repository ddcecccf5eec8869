import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** How it went, in place of the form, and the one next step. The focus comes here, so that it is read aloud. */
export function Outcome({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Another title is another outcome.
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section class="grid justify-items-start gap-3">
      <h2 ref={heading} tabIndex={-1} class="text-16 outline-none">
        {title}
      </h2>
      {children}
    </section>
  );
}
