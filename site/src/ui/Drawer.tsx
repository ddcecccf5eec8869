import { X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "./Button.tsx";

type DrawerProps = {
  id: string;
  label: string;
  closeLabel: string;
  head: ComponentChildren;
  children: ComponentChildren;
  /** What stays in sight under what scrolls. */
  foot?: ComponentChildren;
  onClose: () => void;
};

/** Detail at the right, beside the list where there is room and over it where there is not. `id` names what is shown; a new one scrolls to its top. */
export function Drawer({ id, label, closeLabel, head, children, foot, onClose }: DrawerProps) {
  const panel = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  useEffect(() => content.current?.scrollTo(0, 0), [id]);
  return (
    <aside ref={panel} class="drawer" aria-label={label} tabIndex={-1}>
      <header class="flex h-12 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4 md:pl-6">
        <div class="flex min-w-0 flex-1 items-center gap-1">{head}</div>
        <IconButton label={closeLabel} onClick={onClose}>
          <X size={17} aria-hidden="true" />
        </IconButton>
      </header>
      <div ref={content} class="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
      {foot}
    </aside>
  );
}
