import type { ComponentChildren, JSX } from "preact";

type Described = { id: string; help?: string; error?: string };

export type FieldProps = JSX.IntrinsicElements["input"] &
  Described & { id: string; label: string; children?: ComponentChildren };

const control = "w-full rounded border border-edge bg-surface-2 text-ink-1 aria-invalid:border-bad disabled:opacity-60";

/** The ids of what is written under a control, for `aria-describedby`. */
const describedBy = ({ id, help, error }: Described): string | undefined =>
  [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ") || undefined;

type FrameProps = Described & { label: string; children: ComponentChildren };

/** The label above a control, and under it what is wrong and what helps. */
function FieldFrame({ id, label, help, error, children }: FrameProps) {
  return (
    <div class="grid gap-1.5">
      <label for={id} class="font-strong">
        {label}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} class="text-13 text-bad">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} class="text-13 text-ink-2">
          {help}
        </p>
      )}
    </div>
  );
}

/** A labelled input: the label above, help and what is wrong with it under it. `children` stand inside its right edge. */
export function Field({ id, label, help, error, children, class: extra = "", ...input }: FieldProps) {
  return (
    <FieldFrame {...{ id, label, help, error }}>
      <div class="relative">
        <input
          id={id}
          class={`${control} h-10 ${children ? "pr-28 pl-3" : "px-3"} ${extra}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy({ id, help, error })}
          {...input}
        />
        {children && <div class="absolute inset-y-0 right-1 flex items-center">{children}</div>}
      </div>
    </FieldFrame>
  );
}

type TextAreaProps = JSX.IntrinsicElements["textarea"] & Described & { id: string; label: string };

/** A labelled text of several lines. */
export function TextArea({ id, label, help, error, class: extra = "", ...input }: TextAreaProps) {
  return (
    <FieldFrame {...{ id, label, help, error }}>
      <textarea
        id={id}
        rows={3}
        class={`${control} resize-y px-3 py-2 leading-[1.45] ${extra}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, help, error })}
        {...input}
      />
    </FieldFrame>
  );
}

export type SelectOption = { value: string; label: string };
type SelectProps = JSX.IntrinsicElements["select"] &
  Described & { id: string; label: string; options: readonly SelectOption[]; value: string };

/** A labelled choice among many, by the browser's own list. */
export function Select({ id, label, help, error, options, value, class: extra = "", ...input }: SelectProps) {
  return (
    <FieldFrame {...{ id, label, help, error }}>
      <select
        id={id}
        class={`${control} h-10 px-2 ${extra}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy({ id, help, error })}
        {...input}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
