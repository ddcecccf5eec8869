import type { ComponentChildren } from "preact";

type Tone = "plain" | "ok" | "warn" | "bad" | "accent";

const tones: Record<Tone, string> = {
  plain: "border-line text-ink-2",
  ok: "border-ok text-ok",
  warn: "border-warn text-warn",
  bad: "border-bad text-bad",
  accent: "border-accent text-accent",
};

/** A state in a word. Hue only where the state asks for something. */
export function Badge({
  tone = "plain",
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children: ComponentChildren;
}) {
  return (
    <span
      title={title}
      class={`figures inline-flex h-5 items-center rounded-[4px] border px-1.5 text-12 whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
