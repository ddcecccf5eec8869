import type { TimelineEntry as ApiEntry, TransactionDetail } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { DecisionMark } from "../ui/Decision.tsx";
import { Section } from "../ui/Section.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import type { TransactionWords } from "./words.ts";

type TransactionTimelineProps = { words: TransactionWords; detail: TransactionDetail; entries: readonly ApiEntry[] };

/** A decision stands where its payment was made, as in the histories; what was learnt later, where it was learnt. */
const timeOf = ({ kind, at, paid_at }: ApiEntry): string => (kind === "decision" ? paid_at : at);

const inOrder = (entries: readonly ApiEntry[]): ApiEntry[] =>
  [...entries].sort((a, b) => Date.parse(timeOf(b)) - Date.parse(timeOf(a)));

/** Decisions, reports and verdicts about the customer, newest first. */
export function TransactionTimeline({ words, detail, entries }: TransactionTimelineProps) {
  const { language, text, transaction } = words;
  const tell = (entry: ApiEntry): string => {
    if (entry.kind === "report") {
      const source = transaction.sources[entry.source as keyof typeof transaction.sources] ?? entry.source ?? "";
      return `${source}: ${entry.is_fraud ? transaction.fraud : transaction.noFraud}`;
    }
    const decision = entry.decision ? text.words[entry.decision] : "";
    if (entry.kind === "verdict") return fill(transaction.verdict, { decision });
    return fill(transaction.scored, { decision, score: entry.risk_score ?? "—" });
  };
  return (
    <Section title={transaction.timeline}>
      {entries.length === 0 && <p class="text-13 text-ink-2">{transaction.timelineEmpty}</p>}
      <Timeline
        entries={inOrder(entries).map((entry, index) => ({
          id: `${entry.kind} ${entry.transaction_id} ${index}`,
          at: timeOf(entry),
          isCurrent: entry.transaction_id === detail.transaction_id,
          mark: entry.kind === "decision" && entry.decision ? <DecisionMark decision={entry.decision} /> : undefined,
          title: (
            <>
              {tell(entry)}{" "}
              <a
                class="link font-mono text-12 text-ink-2 [overflow-wrap:anywhere]"
                href={pathToApp(language, "transaction", { id: entry.transaction_id })}
              >
                {entry.transaction_id}
              </a>
            </>
          ),
          body: entry.outcome ? transaction.outcomes[entry.outcome] : undefined,
        }))}
      />
      {entries.length > 0 && <p class="text-12 text-ink-3">{transaction.timelineNote}</p>}
    </Section>
  );
}
