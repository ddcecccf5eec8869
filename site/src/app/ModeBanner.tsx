import { chooseMode, currentMode } from "../mode.ts";

type ModeBannerProps = { words: { title: string; note: string; leave: string } };

/** Says on every page that this tab shows the sandbox, and leads back. */
export function ModeBanner({ words }: ModeBannerProps) {
  if (currentMode() === "live") return null;
  return (
    <div class="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warn bg-surface-2 px-4 py-2 text-13 md:px-6">
      <p>
        <span class="font-strong text-warn">{words.title}</span>
        <span class="max-sm:hidden"> {words.note}</span>
      </p>
      <button type="button" class="link" onClick={() => chooseMode("live")}>
        {words.leave}
      </button>
    </div>
  );
}
