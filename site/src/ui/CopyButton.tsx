import { Check, Copy } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { IconButton } from "./Button.tsx";

type CopyButtonProps = {
  text: string;
  label: string;
  done: string;
  /** Whether Tab stops at it; in a table a key of the row does the same. */
  isReachable?: boolean;
};

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, label, done, isReachable = true }: CopyButtonProps) {
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
    <IconButton label={isDone ? done : label} tabIndex={isReachable ? undefined : -1} onClick={copy}>
      {isDone ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
    </IconButton>
  );
}
