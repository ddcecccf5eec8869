import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

type CheckboxProps = Omit<JSX.IntrinsicElements["input"], "label"> & {
  label: ComponentChildren;
  help?: string;
  /** Some, but not all of what it stands for. */
  isMixed?: boolean;
};

/** Yes or no, taking effect with the form. */
export function Checkbox({ label, help, isMixed = false, class: extra = "", ...input }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label class={`flex min-h-8 cursor-pointer items-start gap-2.5 py-1 pointer-coarse:min-h-10 ${extra}`}>
      <input ref={box} type="checkbox" class="mt-0.5 size-4 shrink-0 accent-accent" {...input} />
      <Said label={label} help={help} />
    </label>
  );
}

type SwitchProps = CheckboxProps & { isMixed?: never };

/** On or off, taking effect at once. */
export function Switch({ label, help, class: extra = "", ...input }: SwitchProps) {
  return (
    <label class={`flex min-h-8 cursor-pointer items-start gap-2.5 py-1 pointer-coarse:min-h-10 ${extra}`}>
      <input type="checkbox" role="switch" class="switch" {...input} />
      <Said label={label} help={help} />
    </label>
  );
}

function Said({ label, help }: { label: ComponentChildren; help?: string }) {
  return (
    <span class="min-w-0">
      {label}
      {help && <span class="block text-13 text-ink-2">{help}</span>}
    </span>
  );
}
