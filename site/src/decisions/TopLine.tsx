import { Keyboard } from "lucide-preact";
import { IconButton } from "../ui/Button.tsx";
import type { Words } from "./DecisionsPage.tsx";
import type { FeedStatus } from "./live-feed.ts";

const dots: Record<FeedStatus, string> = {
  connecting: "fill-none stroke-ink-3",
  live: "fill-ok stroke-ok",
  polling: "fill-none stroke-warn",
  offline: "fill-bad stroke-bad",
  stopped: "fill-none stroke-ink-3",
};

type TopLineProps = { words: Words; status: FeedStatus; onKeys: () => void };

/** The page's name and whether what it shows is live. */
export function TopLine({ words: { text }, status, onKeys }: TopLineProps) {
  return (
    <header class="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4 md:pr-2 md:pl-6">
      <h1 class="text-16">{text.title}</h1>
      <p role="status" class="ml-auto flex items-center gap-2 text-13 text-ink-2" data-status={status}>
        <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true" class={dots[status]}>
          <circle cx="4.5" cy="4.5" r="3.5" stroke-width="1.5" />
        </svg>
        {text.status[status]}
      </p>
      <IconButton label={`${text.keys.open} (?)`} class="max-md:hidden" onClick={onKeys}>
        <Keyboard size={17} aria-hidden="true" />
      </IconButton>
    </header>
  );
}
