import type { Language } from "../api-types.ts";
import type { Dictionary } from "../i18n/index.ts";
import { ListSkeleton } from "./ListStates.tsx";
import { LiveDecisions } from "./LiveDecisions.tsx";
import { TopLine } from "./TopLine.tsx";
import { useAddress } from "./use-address.ts";

/** The words a component needs, handed down so that a page carries one language only. */
export type Words = {
  language: Language;
  text: Dictionary["decisions"];
  features: Dictionary["features"];
  copy: { copy: string; copied: string };
};

/** The board of decisions. Drawn at build time as it looks while loading; the address is read in the browser. */
export function DecisionsPage(words: Words) {
  const address = useAddress();
  if (address.isRead) return <LiveDecisions words={words} address={address} />;
  return (
    <div class="board">
      <div class="board-list">
        <TopLine words={words} status="connecting" onKeys={() => undefined} />
        <div class="h-[49px] border-b border-line max-md:h-[97px]" />
        <ListSkeleton label={words.text.loading} />
      </div>
    </div>
  );
}
