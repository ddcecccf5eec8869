import type { ComponentChildren } from "preact";
import type { BacktestDetail } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { FactList, Section } from "../ui/Section.tsx";
import { type Links, RuleLink } from "./links.tsx";
import type { NameRule } from "./use-rule-names.ts";
import type { BacktestWords } from "./words.ts";

type BacktestChangesProps = { words: BacktestWords; backtest: BacktestDetail; links: Links; nameRule: NameRule };

/** What a backtest changes of the rules as they stood, in full. */
export function BacktestChanges({ words, backtest, links, nameRule }: BacktestChangesProps) {
  const { language, backtests } = words;
  const text = backtests.changes;
  const { thresholds, allow_first, remove } = backtest.changes;
  const { drafts } = backtest.changed;
  const list = (items: ComponentChildren[]) => <ul class="grid gap-0.5">{items}</ul>;
  const facts: [string, ComponentChildren][] = [];
  if (drafts.length > 0)
    facts.push([
      text.drafts,
      list(
        drafts.map(({ rule_id, name }) => (
          <li key={rule_id}>
            <RuleLink {...{ language, links }} id={rule_id} backtest={backtest.id}>
              {name}
            </RuleLink>
          </li>
        )),
      ),
    ]);
  if (remove.length > 0)
    facts.push([
      text.removed,
      list(
        remove.map((id) => (
          <li key={id}>
            <RuleLink {...{ language, links, id }}>{nameRule(id)}</RuleLink>
          </li>
        )),
      ),
    ]);
  if (thresholds)
    facts.push([text.thresholds, fill(text.pair, { review: thresholds.review_from, block: thresholds.block_above })]);
  if (allow_first !== null) facts.push([text.allow_first, allow_first ? text.yes : text.no]);
  if (facts.length === 0) facts.push([text.title, backtests.changed.none]);
  return (
    <div class="border-t border-line">
      <Section title={text.title}>
        <FactList facts={facts} />
      </Section>
    </div>
  );
}
