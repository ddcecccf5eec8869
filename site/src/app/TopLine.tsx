import { Keyboard, Search } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { IconButton } from "../ui/Button.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { useUi } from "../ui/words.tsx";
import type { FeedStatus } from "./live-feed.ts";

const dots: Record<FeedStatus, string> = {
  connecting: "fill-none stroke-ink-3",
  live: "fill-ok stroke-ok",
  polling: "fill-none stroke-warn",
  failing: "fill-warn stroke-warn",
  offline: "fill-bad stroke-bad",
  stopped: "fill-none stroke-ink-3",
};

type TopLineProps = {
  title: string;
  /** The words of the frame that it shows. */
  shell: { search: string; keys: { open: string } };
  /** Whether what the page shows is live; left out of pages that are not. */
  status?: FeedStatus;
  /** What stands beside the title, quietly. */
  note?: ComponentChildren;
  /** The page's one primary action. */
  children?: ComponentChildren;
};

/** The page's name, its one primary action, the search and whether what it shows is live. */
export function TopLine({ title, shell, status, note, children }: TopLineProps) {
  const { ui } = useUi();
  return (
    <header class="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4 md:pr-2 md:pl-6">
      <h1 class="truncate text-16">{title}</h1>
      {note && <div class="min-w-0 shrink-[100] truncate text-13 text-ink-2">{note}</div>}
      <div class="ml-auto flex items-center gap-2">
        {status && (
          <p
            role="status"
            class="flex items-center gap-2 pr-2 text-13 whitespace-nowrap text-ink-2"
            data-status={status}
          >
            <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true" class={dots[status]}>
              <circle cx="4.5" cy="4.5" r="3.5" stroke-width="1.5" />
            </svg>
            {ui.live[status]}
          </p>
        )}
        {children}
        <button type="button" class="top-search" data-command="palette">
          <Search size={15} aria-hidden="true" />
          <span class="max-lg:sr-only">{shell.search}</span>
          <span class="max-lg:hidden" aria-hidden="true">
            <Kbd>⌘K</Kbd>
          </span>
        </button>
        <IconButton label={`${shell.keys.open} (?)`} class="max-md:hidden" data-command="keys">
          <Keyboard size={17} aria-hidden="true" />
        </IconButton>
      </div>
    </header>
  );
}
