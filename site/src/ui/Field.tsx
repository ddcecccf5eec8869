import type { ComponentChildren, JSX } from "preact";

type FieldProps = JSX.IntrinsicElements["input"] & {
  id: string;
  label: string;
  error?: string;
  children?: ComponentChildren;
};

/** A labelled input: the label above, what is wrong with it in place. `children` stand inside its right edge. */
export function Field({ id, label, error, children, ...input }: FieldProps) {
  const errorId = `${id}-error`;
  return (
    <div class="grid gap-1.5">
      <label for={id} class="font-strong">
        {label}
      </label>
      <div class="relative">
        <input
          id={id}
          class={`h-10 w-full rounded border border-edge bg-surface-2 text-ink-1 aria-invalid:border-bad ${children ? "pr-28 pl-3" : "px-3"}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          {...input}
        />
        {children && <div class="absolute inset-y-0 right-1 flex items-center">{children}</div>}
      </div>
      {error && (
        <p id={errorId} class="text-13 text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
