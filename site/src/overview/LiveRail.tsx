import { useEffect, useRef, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { TransactionSummary } from "../api-types.ts";
import { type FeedStatus, watchLiveFeed } from "../app/live-feed.ts";
import { type DecisionRow, rowOfMessage, rowOfSummary } from "../decisions/decision-row.ts";
import { formatMoney } from "../format.ts";
import { fillCount } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Age } from "../ui/Age.tsx";
import { Decision } from "../ui/Decision.tsx";
import { isUnderMouse } from "../ui/is-under-mouse.ts";
import type { OverviewWords } from "./OverviewPage.tsx";

const SHOWN = 20;
/** Waiting ones are counted, up to as many. */
const COUNTED = 999;

type Feed = { rows: readonly DecisionRow[]; waiting: readonly DecisionRow[] };

/** The latest decisions as they are made, beside the figures where there is room; none moves under the hand. */
export function LiveRail({ words, onStatus }: { words: OverviewWords; onStatus: (status: FeedStatus) => void }) {
  const { language, text, decisions, ui } = words;
  const [{ rows, waiting }, setFeed] = useState<Feed>({ rows: [], waiting: [] });
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const isHeld = () =>
      (scroller.current?.scrollTop ?? 0) > 4 ||
      Boolean(list.current?.querySelector(":focus")) ||
      isUnderMouse(list.current);
    const add = (fresh: readonly DecisionRow[]) => setFeed((feed) => takeIn(feed, fresh, isHeld()));
    const read = async () => {
      const outcome = await callApi<{ data: TransactionSummary[] }>(`/api/antifraud/transactions/list?limit=${SHOWN}`, {
        language,
      });
      if (outcome.ok) add(outcome.data.data.map(rowOfSummary));
      return outcome.ok;
    };
    void read();
    return watchLiveFeed({
      language,
      onStatus,
      onOpen: read,
      onPoll: read,
      onGap: read,
      onRefused: () => undefined,
      onMessages: (messages) => add(messages.map(rowOfMessage)),
    });
  }, [language, onStatus]);
  const reveal = () => {
    scroller.current?.scrollTo(0, 0);
    setFeed((feed) => ({ rows: newest([...feed.waiting, ...feed.rows], SHOWN), waiting: [] }));
  };
  return (
    <aside class="flex w-[300px] shrink-0 flex-col border-l border-line max-[1099px]:hidden" aria-label={text.live}>
      <div class="flex h-12 shrink-0 items-center justify-between px-4 text-13">
        <h2 class="text-13">{text.live}</h2>
        <a class="link text-12 text-ink-2" href={pathToApp(language, "decisions")}>
          {text.all}
        </a>
      </div>
      <div class="relative min-h-0 flex-1">
        {waiting.length > 0 && (
          <button type="button" class="table-fresh" onClick={reveal}>
            {fillCount(ui.table.fresh, waiting.length, language)}
          </button>
        )}
        <div ref={scroller} class="h-full overflow-y-auto" tabIndex={0} role="region" aria-label={text.live}>
          <ol ref={list}>
            {rows.map(({ id, at, merchant, amount, currency, decision, score }) => (
              <li key={id}>
                <a
                  class="figures block border-t border-line px-4 py-2 text-13 hover:bg-surface-3 focus-visible:-outline-offset-2"
                  href={pathToApp(language, "transaction", { id })}
                >
                  <span class="flex justify-between gap-3">
                    <span class="truncate" title={merchant}>
                      {merchant}
                    </span>
                    <span class="whitespace-nowrap">{formatMoney(amount, currency, language)}</span>
                  </span>
                  <span class="mt-0.5 flex justify-between gap-3 text-12">
                    <span class="flex gap-2">
                      <Decision decision={decision} word={decisions.words[decision]} />
                      <span class="text-ink-3">{score}</span>
                    </span>
                    <span class="text-ink-3">
                      <Age at={at} />
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </aside>
  );
}

/** What is new to the list waits while it is held; what waited comes with the next that need not. */
function takeIn({ rows, waiting }: Feed, arrived: readonly DecisionRow[], isHeld: boolean): Feed {
  if (!isHeld || rows.length === 0) return { rows: newest([...arrived, ...waiting, ...rows], SHOWN), waiting: [] };
  const oldest = rows.at(-1)?.at ?? "";
  const shown = new Set(rows.map(({ id }) => id));
  const fresh = arrived.filter(({ id, at }) => at >= oldest && !shown.has(id));
  return fresh.length === 0 ? { rows, waiting } : { rows, waiting: newest([...fresh, ...waiting], COUNTED) };
}

/** The newest of them, each once. */
function newest(rows: readonly DecisionRow[], most: number): DecisionRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most);
}
