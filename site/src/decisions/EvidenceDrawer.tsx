import type { TransactionDetail } from "../api-types.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type Query, useQuery } from "../use-query.ts";
import type { Words } from "./DecisionsPage.tsx";
import { EvidenceFacts } from "./EvidenceFacts.tsx";
import { EvidenceFeatures } from "./EvidenceFeatures.tsx";
import { EvidenceModel } from "./EvidenceModel.tsx";
import { EvidenceRules } from "./EvidenceRules.tsx";
import { EvidenceVerdict } from "./EvidenceVerdict.tsx";

type EvidenceDrawerProps = { words: Words; id: string; onClose: () => void };

/** Everything that led to one decision, the most telling first. */
export function EvidenceDrawer({ words, id, onClose }: EvidenceDrawerProps) {
  const { text, ui } = words;
  const query = useQuery<TransactionDetail>(`/api/antifraud/transactions/${encodeURIComponent(id)}`);
  const head = (
    <>
      <h2 class="truncate font-mono text-13" title={id}>
        {id}
      </h2>
      <CopyButton text={id} label={ui.copy} done={ui.copied} />
    </>
  );
  return (
    <Drawer id={id} label={text.evidence.label} closeLabel={text.evidence.close} head={head} onClose={onClose}>
      <EvidenceBody words={words} query={query} />
    </Drawer>
  );
}

function EvidenceBody({ words, query }: { words: Words; query: Query<TransactionDetail> }) {
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
  return (
    <div class="divide-y divide-line">
      <EvidenceVerdict words={words} detail={detail} />
      <EvidenceRules words={words} rules={detail.evidence.rules} />
      <EvidenceModel words={words} evidence={detail.evidence} />
      <EvidenceFacts words={words} detail={detail} />
      <EvidenceFeatures words={words} features={detail.evidence.features} />
    </div>
  );
}
