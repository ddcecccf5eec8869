import type { Related, TimelineEntry, TransactionDetail } from "../api-types.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Waterfall } from "../ui/Waterfall.tsx";
import { type Query, useQuery } from "../use-query.ts";
import { EvidenceAggregates } from "./EvidenceAggregates.tsx";
import { EvidenceFacts } from "./EvidenceFacts.tsx";
import { EvidenceFeatures } from "./EvidenceFeatures.tsx";
import { EvidenceModel } from "./EvidenceModel.tsx";
import { EvidenceRules } from "./EvidenceRules.tsx";
import { EvidenceVerdict } from "./EvidenceVerdict.tsx";
import { customerApi, transactionApi } from "./paths.ts";
import { TransactionHistories } from "./TransactionHistories.tsx";
import { TransactionLinks } from "./TransactionLinks.tsx";
import { TransactionNotes } from "./TransactionNotes.tsx";
import { TransactionPlace } from "./TransactionPlace.tsx";
import { TransactionTimeline } from "./TransactionTimeline.tsx";
import { useSettled } from "./use-settled.ts";
import type { TransactionWords } from "./words.ts";

const SETTLE_MS = 250;

/** A decision as the API tells it; what surrounds the payment is asked for once the reader stays. */
export const useTransaction = (id: string): Query<TransactionDetail> => useQuery<TransactionDetail>(transactionApi(id));

type TransactionViewProps = { words: TransactionWords; id: string; query: Query<TransactionDetail>; isWide?: boolean };

/** Everything that led to one decision, the most telling first, and what surrounds the payment; in two columns where it is `isWide`. */
export function TransactionView({ words, id, query, isWide }: TransactionViewProps) {
  const { evidence } = words.text;
  const { data: detail, failure, retry } = query;
  if (failure?.kind === "not_found")
    return (
      <EmptyState title={evidence.missing.title}>
        <p>{evidence.missing.body}</p>
      </EmptyState>
    );
  if (!detail) {
    if (failure) return <ErrorState failure={failure} onRetry={retry} title={evidence.failed} />;
    return (
      <div class="p-4 md:p-6">
        <Skeleton label={words.text.loading} />
      </div>
    );
  }
  const { contributions, model } = detail.evidence;
  const decision = (
    <>
      <EvidenceVerdict words={words} detail={detail} />
      {model && contributions.length > 0 && (
        <Section title={words.transaction.contributions}>
          <Waterfall contributions={contributions} score={model.score} ordinary={detail.evidence.ordinary_score} />
        </Section>
      )}
      <EvidenceRules words={words} detail={detail} />
      <EvidenceAggregates words={words} evidence={detail.evidence} />
      {isWide && <EvidenceFeatures words={words} features={detail.evidence.features} />}
    </>
  );
  const around = (
    <>
      <Surroundings key={id} words={words} detail={detail} />
      <EvidenceFacts words={words} detail={detail} />
      <EvidenceModel words={words} evidence={detail.evidence} />
      {!isWide && <EvidenceFeatures words={words} features={detail.evidence.features} />}
    </>
  );
  if (!isWide)
    return (
      <div class="divide-y divide-line">
        {decision}
        {around}
      </div>
    );
  return (
    <div class="mx-auto grid max-w-[1440px] min-[1100px]:grid-cols-2">
      <div class="min-w-0 divide-y divide-line">{decision}</div>
      <div class="min-w-0 divide-y divide-line border-line max-[1099px]:border-t min-[1100px]:border-l">{around}</div>
    </div>
  );
}

/** Place, histories, linked payments and the customer's timeline. One that cannot be had is told in its own place. */
function Surroundings({ words, detail }: { words: TransactionWords; detail: TransactionDetail }) {
  const settled = useSettled(detail.transaction_id, SETTLE_MS);
  const related = useQuery<Related>(settled && `${transactionApi(settled)}/related`);
  const timeline = useQuery<{ data: TimelineEntry[] }>(settled && `${customerApi(detail.user_id)}/timeline?limit=15`);
  return (
    <>
      {settled && detail.review && <TransactionNotes words={words} id={settled} />}
      <TransactionPlace words={words} detail={detail} related={related.data} />
      {related.data && <TransactionHistories words={words} detail={detail} related={related.data} />}
      {related.data && <TransactionLinks words={words} detail={detail} related={related.data} />}
      {!related.data && <Waiting title={words.transaction.linked} query={related} label={words.text.loading} />}
      {timeline.data && <TransactionTimeline words={words} detail={detail} entries={timeline.data.data} />}
      {!timeline.data && <Waiting title={words.transaction.timeline} query={timeline} label={words.text.loading} />}
    </>
  );
}

function Waiting({
  title,
  query,
  label,
}: {
  title: string;
  query: Pick<Query<unknown>, "failure" | "retry">;
  label: string;
}) {
  if (query.failure) return <ErrorState failure={query.failure} onRetry={query.retry} title={title} />;
  return (
    <Section title={title}>
      <Skeleton label={label} lines={3} />
    </Section>
  );
}
