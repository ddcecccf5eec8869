import type { RefObject } from "preact";
import type { ReviewItem } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import type { Verdict } from "./review-api.ts";
import { DueBadge } from "./review-columns.tsx";
import type { ReviewWords } from "./words.ts";

type ReviewBarProps = {
  words: ReviewWords;
  item: ReviewItem | undefined;
  /** Why there is nothing to press; undefined where there is. */
  obstacle?: string;
  reason: RefObject<HTMLInputElement>;
  onDecide: (decision: Verdict) => void;
  onEscalate: () => void;
  onNote: () => void;
};

/** What can be done with the payment that is open. The reason may be left to the standing one. */
export function ReviewBar({ words, item, obstacle, reason, onDecide, onEscalate, onNote }: ReviewBarProps) {
  const { actions, reasonHint, reason: label } = words.reviews;
  if (!item) return null;
  if (obstacle)
    return (
      <p role="status" class="flex items-center gap-3 border-t border-line px-4 py-3 text-13 text-warn md:px-6">
        {obstacle}
      </p>
    );
  return (
    <div class="grid gap-2 border-t border-line bg-surface-2 px-4 py-3 md:px-6">
      <div class="flex items-center gap-3">
        <input
          ref={reason}
          type="text"
          maxLength={500}
          class="h-8 min-w-0 flex-1 rounded border border-edge bg-surface-2 px-2.5 text-13 placeholder:text-ink-3 pointer-coarse:h-10"
          aria-label={label}
          placeholder={reasonHint}
          autocomplete="off"
          onKeyDown={(event) => (event.key === "Escape" || event.key === "Enter") && event.currentTarget.blur()}
        />
        <DueBadge words={words} item={item} />
      </div>
      <div class="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => onDecide("APPROVED")}>
          {actions.approve} <Hint>A</Hint>
        </Button>
        <Button look="danger" onClick={() => onDecide("BLOCKED")}>
          {actions.block} <Hint>B</Hint>
        </Button>
        <Button onClick={onEscalate}>
          {actions.escalate} <Hint>E</Hint>
        </Button>
        <Button look="bare" onClick={onNote}>
          {actions.note} <Hint>N</Hint>
        </Button>
      </div>
    </div>
  );
}

function Hint({ children }: { children: string }) {
  return (
    <span class="pointer-coarse:hidden" aria-hidden="true">
      <Kbd>{children}</Kbd>
    </span>
  );
}

/** Why the reader cannot decide on it: no permission, or somebody else's claim. */
export function obstacleOf(
  item: ReviewItem | undefined,
  isHeld: boolean,
  mayReview: boolean,
  words: ReviewWords,
): string | undefined {
  if (!mayReview) return words.reviews.mayNot;
  if (item?.state === "closed") return words.reviews.states.closed;
  if (isHeld) return fill(words.reviews.held, { name: item?.assignee_name ?? item?.assignee ?? "" });
  return undefined;
}
