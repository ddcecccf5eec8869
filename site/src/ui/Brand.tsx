/** The mark, an ingot, and the name beside it. */
export function Brand({ isMarkOnly }: { isMarkOnly?: boolean }) {
  return (
    <span class="inline-flex items-center gap-2.5">
      <svg class="shrink-0 text-accent" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6.5 5h11L22 19H2z" fill="currentColor" />
      </svg>
      <span class={isMarkOnly ? "font-strong rail-word" : "font-strong"}>AI Foundry</span>
    </span>
  );
}
