import type { ComponentChildren } from "preact";

type Option<T extends string> = { value: T; label: ComponentChildren };
type SegmentedProps<T extends string> = { label: string; options: Option<T>[]; value: T; onChange: (value: T) => void };

/** One of a few, all in sight. Radio buttons underneath, so that arrows and screen readers know it. */
export function Segmented<T extends string>({ label, options, value, onChange }: SegmentedProps<T>) {
  return (
    <fieldset class="inline-flex max-w-full min-w-0 overflow-x-auto rounded max-sm:w-full border border-edge bg-surface-2">
      <legend class="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          class="relative inline-flex h-[30px] cursor-pointer items-center gap-2 border-line px-3 text-13 whitespace-nowrap text-ink-2 not-last:border-r hover:text-ink-1 has-checked:bg-surface-3 has-checked:text-ink-1 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent max-sm:flex-1 max-sm:justify-center max-sm:px-1.5 max-sm:text-12 pointer-coarse:h-[38px]"
        >
          <input
            type="radio"
            name={label}
            class="absolute inset-0 appearance-none outline-none"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
