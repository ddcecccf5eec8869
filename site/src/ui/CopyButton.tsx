import { Check, Copy } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { IconButton } from "./Button.tsx";

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [isDone]);
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setDone(true),
      () => undefined,
    );
  return (
    <IconButton label={isDone ? done : label} onClick={copy}>
      {isDone ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
    </IconButton>
  );
}
