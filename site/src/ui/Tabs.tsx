import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

type Tab<T extends string> = { id: T; label: ComponentChildren };
type TabsProps<T extends string> = {
  label: string;
  tabs: readonly Tab<T>[];
  value: T;
  onChange: (id: T) => void;
  children: ComponentChildren;
};

/** Several views of one thing. Arrows choose; `children` are the view that is chosen. */
export function Tabs<T extends string>({ label, tabs, value, onChange, children }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const go = (to: number) => {
    const tab = tabs[(to + tabs.length) % tabs.length];
    if (!tab) return;
    onChange(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        class="flex gap-5 overflow-x-auto border-b border-line"
        onKeyDown={press}
      >
        {tabs.map(({ id, label: name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            data-tab={id}
            id={`tab-${id}`}
            aria-selected={id === value}
            aria-controls={id === value ? `panel-${id}` : undefined}
            tabIndex={id === value ? 0 : -1}
            class="tab"
            onClick={() => onChange(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`panel-${value}`} aria-labelledby={`tab-${value}`}>
        {children}
      </div>
    </>
  );
}
