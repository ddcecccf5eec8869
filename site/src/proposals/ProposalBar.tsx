import type { ProposalView } from "../api-types.ts";
import { Button } from "../ui/Button.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import type { ProposalWords } from "./words.ts";

type ProposalBarProps = {
  words: ProposalWords;
  proposal: ProposalView;
  me: string | undefined;
  mayWrite: boolean;
  onApprove: () => void;
  onReject: () => void;
  onWithdraw: () => void;
};

/** Whether somebody may decide on a proposal: it waits, and is not their own. */
export const isDecidable = ({ state, answerable }: ProposalView, me: string | undefined, mayWrite: boolean): boolean =>
  mayWrite && state === "pending" && answerable !== me;

/** What can be done with the proposal that is open, or why nothing can. */
export function ProposalBar({ words, proposal, me, mayWrite, onApprove, onReject, onWithdraw }: ProposalBarProps) {
  const { proposals: text } = words;
  if (proposal.state !== "pending" || me === undefined) return null;
  const bar = "flex flex-wrap items-center gap-2 border-t border-line bg-surface-2 px-4 py-3 md:px-6";
  if (!mayWrite)
    return (
      <p role="status" class={`${bar} text-13 text-warn`}>
        {text.mayNot}
      </p>
    );
  if (proposal.answerable === me)
    return (
      <div class={bar}>
        <p class="min-w-0 flex-1 text-13 text-ink-2">{text.own}</p>
        {proposal.proposed_by === me && <Button onClick={onWithdraw}>{text.withdraw}</Button>}
      </div>
    );
  return (
    <div class={bar}>
      <Button look="primary" onClick={onApprove}>
        {text.approve} <Hint>A</Hint>
      </Button>
      <Button look="danger" onClick={onReject}>
        {text.reject} <Hint>R</Hint>
      </Button>
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
