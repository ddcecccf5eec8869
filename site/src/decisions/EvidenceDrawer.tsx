import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { Words } from "./DecisionsPage.tsx";
import { EvidenceAggregates } from "./EvidenceAggregates.tsx";
import { EvidenceFacts } from "./EvidenceFacts.tsx";
import { EvidenceFeatures } from "./EvidenceFeatures.tsx";
import { EvidenceModel } from "./EvidenceModel.tsx";
import { EvidenceRules } from "./EvidenceRules.tsx";
import { EvidenceVerdict } from "./EvidenceVerdict.tsx";
import { type Detail, useDetail } from "./use-detail.ts";

type EvidenceDrawerProps = { words: Words; id: string; onClose: () => void };

/** Everything that led to one decision, the most telling first. */
export function EvidenceDrawer({ words, id, onClose }: EvidenceDrawerProps) {
  const { text, copy, language } = words;
  const { state, retry } = useDetail(language, id);
  const head = (
    <>
      <h2 class="truncate font-mono text-13" title={id}>
        {id}
      </h2>
      <CopyButton text={id} label={copy.copy} done={copy.copied} />
    </>
  );
  return (
    <Drawer id={id} label={text.evidence.label} closeLabel={text.evidence.close} head={head} onClose={onClose}>
      <EvidenceBody words={words} state={state} onRetry={retry} />
    </Drawer>
  );
}

function EvidenceBody({ words, state, onRetry }: { words: Words; state: Detail; onRetry: () => void }) {
  const { evidence } = words.text;
  if (state.phase === "loading") return <EvidenceSkeleton label={words.text.loading} />;
  if (state.phase === "failed") {
    if (state.failure.kind === "not_found") {
      return (
        <Notice title={evidence.missing.title}>
          <p>{evidence.missing.body}</p>
        </Notice>
      );
    }
    return (
      <Notice title={evidence.failed} isAlert>
        <p>{state.failure.kind === "offline" ? words.text.failed.offline : state.failure.problem?.title}</p>
        <Button onClick={onRetry}>{words.text.failed.retry}</Button>
      </Notice>
    );
  }
  return (
    <div class="divide-y divide-line">
      <EvidenceVerdict words={words} detail={state.detail} />
      <EvidenceRules words={words} rules={state.detail.evidence.rules} />
      <EvidenceAggregates words={words} evidence={state.detail.evidence} />
      <EvidenceModel words={words} evidence={state.detail.evidence} />
      <EvidenceFacts words={words} detail={state.detail} />
      <EvidenceFeatures words={words} features={state.detail.evidence.features} />
    </div>
  );
}

function EvidenceSkeleton({ label }: { label: string }) {
  return (
    <div class="grid gap-4 p-4 md:p-6" role="status" aria-label={label}>
      {["w-1/3", "w-full", "w-3/4", "w-1/2", "w-2/3", "w-1/2"].map((width, line) => (
        <span key={line} class={`skeleton block ${width}`} />
      ))}
    </div>
  );
}
