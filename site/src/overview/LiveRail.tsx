import { useEffect, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { TransactionSummary } from "../api-types.ts";
import { type FeedStatus, watchLiveFeed } from "../app/live-feed.ts";
import { type DecisionRow, rowOfMessage, rowOfSummary } from "../decisions/decision-row.ts";
import { formatMoney } from "../format.ts";
import { pathToApp } from "../paths.ts";
import { Age } from "../ui/Age.tsx";
import { Decision } from "../ui/Decision.tsx";
import type { OverviewWords } from "./OverviewPage.tsx";

const SHOWN = 20;

/** The latest decisions as they are made, beside the figures where there is room. */
export function LiveRail({ words, onStatus }: { words: OverviewWords; onStatus: (status: FeedStatus) => void }) {
  const { language, text, decisions } = words;
  const [rows, setRows] = useState<readonly DecisionRow[]>([]);
  useEffect(() => {
    const add = (fresh: readonly DecisionRow[]) => setRows((before) => newest([...fresh, ...before]));
    const read = async () => {
      const outcome = await callApi<{ data: TransactionSummary[] }>(`/api/antifraud/transactions/list?limit=${SHOWN}`, {
        language,
      });
      if (outcome.ok) add(outcome.data.data.map(rowOfSummary));
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
  return (
    <aside
      class="w-[300px] shrink-0 overflow-y-auto border-l border-line max-[1099px]:hidden"
      aria-label={text.live}
      tabIndex={0}
    >
      <div class="flex h-12 items-center justify-between px-4 text-13">
        <h2 class="text-13">{text.live}</h2>
        <a class="link text-12 text-ink-2" href={pathToApp(language, "decisions")}>
          {text.all}
        </a>
      </div>
      <ol>
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
    </aside>
  );
}

/** The newest of them, each once. */
function newest(rows: readonly DecisionRow[]): DecisionRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN);
}
