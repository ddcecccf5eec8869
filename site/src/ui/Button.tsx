import type { ComponentChildren, JSX } from "preact";

type Look = "primary" | "quiet" | "bare" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-accent text-accent-ink font-strong hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--ink-1))]",
  quiet: "border border-edge text-ink-1 hover:bg-surface-3",
  bare: "text-ink-2 hover:bg-surface-3 hover:text-ink-1",
  danger: "border border-bad text-bad font-strong hover:bg-surface-3",
};

const shape =
  "inline-flex h-8 items-center justify-center gap-2 rounded px-3 whitespace-nowrap disabled:opacity-60 aria-disabled:opacity-60 pointer-coarse:h-10";

type ButtonProps = JSX.IntrinsicElements["button"] & { look?: Look; isBusy?: boolean; children: ComponentChildren };

/** A command; one primary a page. A busy one keeps its place and the focus, and ignores further presses. */
export function Button({ look = "quiet", type = "button", isBusy, onClick, class: extra = "", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      class={`${shape} ${looks[look]} ${isBusy ? "is-busy" : ""} ${extra}`}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    />
  );
}

type LinkProps = JSX.IntrinsicElements["a"] & { look?: Look; children: ComponentChildren };

/** A link that looks like a command because it leads to one. */
export function ButtonLink({ look = "quiet", class: extra = "", ...rest }: LinkProps) {
  return <a class={`${shape} ${looks[look]} ${extra}`} {...rest} />;
}

type IconButtonProps = JSX.IntrinsicElements["button"] & { label: string; children: ComponentChildren };

/** A command without a word on it: the label is read aloud and shown on hover. */
export function IconButton({ label, class: extra = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      class={`inline-grid size-8 shrink-0 place-items-center rounded text-ink-2 hover:bg-surface-3 hover:text-ink-1 disabled:opacity-60 pointer-coarse:size-10 ${extra}`}
      {...rest}
    />
  );
}
