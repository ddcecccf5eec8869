import { submitCommand } from "../samples.ts";
import { Button } from "../ui/Button.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { Words } from "./DecisionsPage.tsx";
import type { DecisionList } from "./decision-list.ts";

type EmptyDecisionsProps = {
  words: Words;
  more: DecisionList["more"];
  isNarrowed: boolean;
  onOlder: () => void;
  onClear: () => void;
};

/** Why there is no row: nothing was sent, nothing matches, or what was looked through so far holds no match. */
export function EmptyDecisions({ words, more, isNarrowed, onOlder, onClear }: EmptyDecisionsProps) {
  const { text, ui } = words;
  if (!isNarrowed) return <NoPayments words={words} />;
  if (more === "failed")
    return (
      <EmptyState title={text.failed.title}>
        <Button onClick={onOlder}>{ui.error.retry}</Button>
      </EmptyState>
    );
  if (more === "paused")
    return (
      <EmptyState title={text.older.title}>
        <p>{text.older.body}</p>
        <p class="flex flex-wrap gap-2">
          <Button onClick={onOlder}>{text.older.go}</Button>
          <Button look="bare" onClick={onClear}>
            {text.nothing.clear}
          </Button>
        </p>
      </EmptyState>
    );
  return (
    <EmptyState title={text.nothing.title}>
      <p>{text.nothing.body}</p>
      <Button onClick={onClear}>{text.nothing.clear}</Button>
    </EmptyState>
  );
}

/** Nothing was ever decided: what will be here, and how to make it appear. */
function NoPayments({ words: { text } }: { words: Words }) {
  return (
    <EmptyState title={text.empty.title}>
      <p>{text.empty.body}</p>
      <CodeBlock code={submitCommand(location.origin)} />
      <p>{text.empty.demo}</p>
      <CodeBlock code="npm run demo:traffic" />
    </EmptyState>
  );
}
