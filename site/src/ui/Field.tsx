import type { ComponentChildren, JSX } from "preact";

export type FieldProps = JSX.IntrinsicElements["input"] & {
  id: string;
  label: string;
  help?: string;
  error?: string;
  children?: ComponentChildren;
};

/** A labelled input: the label above, help and what is wrong with it under it. `children` stand inside its right edge. */
export function Field({ id, label, help, error, children, ...input }: FieldProps) {
  const [errorId, helpId] = [`${id}-error`, `${id}-help`];
  const describedBy = [error && errorId, help && helpId].filter(Boolean).join(" ");
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
          aria-describedby={describedBy || undefined}
          {...input}
        />
        {children && <div class="absolute inset-y-0 right-1 flex items-center">{children}</div>}
      </div>
      {error && (
        <p id={errorId} class="text-13 text-bad">
          {error}
        </p>
      )}
      {help && (
        <p id={helpId} class="text-13 text-ink-2">
          {help}
        </p>
      )}
    </div>
  );
}
