import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useQuery } from "../use-query.ts";
import type { AuditWords } from "./AuditPage.tsx";
import { AUDIT, type Checkpoints } from "./audit-api.ts";

/** The newest signed checkpoints, to be kept elsewhere, and the keys that prove them. */
export function CheckpointList({ words: { audit, ui, language } }: { words: AuditWords }) {
  const text = audit.checkpoints;
  const { data, failure, retry } = useQuery<Checkpoints>(`${AUDIT}/checkpoints?limit=25`);
  if (failure && !data) return <ErrorState failure={failure} onRetry={retry} />;
  if (!data) return <Skeleton label={ui.loading} />;
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <p class="text-ink-2">{text.body}</p>
      <div class="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h3 class="text-13">{text.keys}</h3>
        {data.keys.map(({ id, algorithm, public_key }) => (
          <CodeBlock key={id} code={`${algorithm} ${id}\n${public_key}`} label={text.keys} />
        ))}
      </div>
      <div class="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h3 class="text-13">{text.newest}</h3>
        {data.data.length === 0 && <p class="text-13 text-ink-2">{text.empty}</p>}
        {data.data.map((checkpoint) => (
          <details key={checkpoint.sequence} class="border-b border-line text-13">
            <summary class="flex min-h-9 cursor-pointer flex-wrap items-center gap-x-4">
              <span class="figures font-strong">{fill(text.upTo, { sequence: checkpoint.sequence })}</span>
              <span class="text-ink-2">{formatDateTime(checkpoint.time, language)}</span>
            </summary>
            <div class="pb-3">
              <CodeBlock code={JSON.stringify(checkpoint, null, 2)} label={text.title} />
            </div>
          </details>
        ))}
      </div>
    </div>
  );
}
