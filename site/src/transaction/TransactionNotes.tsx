import type { ReviewDetail } from "../api-types.ts";
import { formatMoment } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import { Section } from "../ui/Section.tsx";
import { useUi } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { transactionApi } from "./paths.ts";
import type { TransactionWords } from "./words.ts";

/** What reviewers wrote beside the payment, and what came of asking the payer for proof. */
export function TransactionNotes({ words, id }: { words: TransactionWords; id: string }) {
  const { language, transaction } = words;
  const { ui } = useUi();
  const { data } = useQuery<ReviewDetail>(`${transactionApi(id)}/review`);
  if (!data || data.notes.length + data.verifications.length === 0) return null;
  return (
    <Section title={transaction.notes}>
      <ul class="grid gap-3 text-13">
        {data.notes.map(({ id: noteId, author, created_at, note }) => (
          <li key={noteId}>
            <p class="whitespace-pre-wrap [overflow-wrap:anywhere]">{note ?? "—"}</p>
            <p class="text-12 text-ink-3">
              {author} · <Age at={created_at} />
            </p>
          </li>
        ))}
        {data.verifications.map(({ reference, method, result, received_at }) => (
          <li key={reference} title={formatMoment(received_at, language, ui.chart.zone)}>
            {transaction.methods[method]}: {transaction.results[result]}
          </li>
        ))}
      </ul>
    </Section>
  );
}
