import type { ComponentChildren } from "preact";

/** What is wrong with a form as a whole; read aloud when it appears. */
export function FormAlert({ children }: { children: ComponentChildren }) {
  return (
    <div role="alert" class="border-l-2 border-bad pl-3 text-bad">
      {children}
    </div>
  );
}
