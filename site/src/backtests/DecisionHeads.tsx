import { decisionNames } from "./decision-names.ts";
import type { BacktestWords } from "./words.ts";

/** A column a decision, from the mildest to the hardest. */
export function DecisionHeads({ words }: { words: BacktestWords["decisionWords"] }) {
  return (
    <>
      {decisionNames.map((name) => (
        <th key={name} scope="col" class="py-1 pl-2 text-right font-text">
          {words[name]}
        </th>
      ))}
    </>
  );
}
