import { CopyButton } from "./CopyButton.tsx";
import { useUi } from "./words.tsx";

/** Code to read and to take along. `label` says what it is. */
export function CodeBlock({ code, label }: { code: string; label?: string }) {
  const { ui } = useUi();
  return (
    <div class="relative w-full max-w-full rounded border border-line bg-surface-2">
      <pre
        class="overflow-x-auto p-3 pr-12 text-ink-1"
        tabIndex={0}
        aria-label={label}
        role={label ? "group" : undefined}
      >
        {code}
      </pre>
      <div class="absolute top-1 right-1 bg-surface-2">
        <CopyButton text={code} label={ui.copy} done={ui.copied} />
      </div>
    </div>
  );
}
