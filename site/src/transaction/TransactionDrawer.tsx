import { Maximize2 } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { pathToApp } from "../paths.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { useUi } from "../ui/words.tsx";
import { TransactionView, useTransaction } from "./TransactionView.tsx";
import type { TransactionWords } from "./words.ts";

type TransactionDrawerProps = {
  words: TransactionWords;
  id: string;
  onClose: () => void;
  /** What can be done with it, at the foot. */
  children?: ComponentChildren;
};

/** A decision beside the list it was opened from. */
export function TransactionDrawer({ words, id, onClose, children }: TransactionDrawerProps) {
  const { ui } = useUi();
  const { evidence } = words.text;
  const query = useTransaction(id);
  const full = words.transaction.fullPage;
  const head = (
    <>
      <h2 class="truncate font-mono text-13" title={id}>
        {id}
      </h2>
      <CopyButton text={id} label={ui.copy} done={ui.copied} />
      <a
        class="ml-auto inline-grid size-8 shrink-0 place-items-center rounded text-ink-2 hover:bg-surface-3 hover:text-ink-1"
        href={pathToApp(words.language, "transaction", { id })}
        aria-label={full}
        title={full}
      >
        <Maximize2 size={15} aria-hidden="true" />
      </a>
    </>
  );
  return (
    <Drawer id={id} label={evidence.label} closeLabel={evidence.close} head={head} foot={children} onClose={onClose}>
      <TransactionView words={words} id={id} query={query} />
    </Drawer>
  );
}
