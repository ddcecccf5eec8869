import { X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./Button.tsx";
import { dismissToast, followToasts, type Toast } from "./toast.ts";
import { useUi } from "./words.tsx";

/** Where passing news stand; read aloud, above everything, out of the way of the focus. */
export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => followToasts(setToasts), []);
  useEffect(() => {
    // Anew in the top layer each time, so that it stands above a dialog that was opened since.
    if (toasts.length === 0) return place.current?.hidePopover();
    place.current?.hidePopover();
    place.current?.showPopover();
  }, [toasts]);
  return (
    <div ref={place} popover="manual" role="status" class="toasts">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast: { id, text, tone, durationMs, undo } }: { toast: Toast }) {
  const { ui } = useUi();
  const [isHeld, setHeld] = useState(false);
  // An undo runs out whether somebody looks at it or not: the server keeps its own time.
  const waits = undo !== undefined || !isHeld;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => dismissToast(id), durationMs);
    return () => clearTimeout(timer);
  }, [id, durationMs, waits]);
  return (
    <div
      class="toast"
      role={tone === "bad" ? "alert" : undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      <p class={`min-w-0 flex-1 [overflow-wrap:anywhere] ${tone === "bad" ? "text-bad" : ""}`}>{text}</p>
      {undo && (
        <Button
          class="text-13"
          onClick={() => {
            dismissToast(id);
            undo();
          }}
        >
          {ui.undo}
        </Button>
      )}
      <IconButton label={ui.dismiss} onClick={() => dismissToast(id)}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
