import { useAddress } from "../app/use-address.ts";
import { UiWordsProvider } from "../ui/words.tsx";
import { BacktestBoard } from "./BacktestBoard.tsx";
import { backtestFields } from "./backtest-filter.ts";
import type { BacktestWords } from "./words.ts";

/** Decisions of the past made again, with other rules. Drawn at build time as it looks while loading. */
export function BacktestsPage(words: BacktestWords) {
  const fields = backtestFields(words);
  const address = useAddress(fields, "backtest");
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <BacktestBoard words={words} address={address} fields={fields} />
    </UiWordsProvider>
  );
}
